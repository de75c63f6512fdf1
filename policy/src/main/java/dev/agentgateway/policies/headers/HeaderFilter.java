package dev.agentgateway.policies.headers;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;

/// What is done to the header fields of a message.
///
/// @param set replaces every field of that name by one
/// @param add adds a field, whatever is there
/// @param remove takes off every field of that name
@Rule(
    value = "has(self.set) || has(self.add) || has(self.remove)",
    message = "at least one of set, add and remove is needed")
public record HeaderFilter(
    @Limits(max = 16) @Unique("name") List<Field> set,
    @Limits(max = 16) @Unique("name") List<Field> add,
    @Limits(max = 16, itemMin = 1, itemMax = 256) @Unique List<String> remove) {

  public HeaderFilter {
    set = List.copyOf(set);
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /// A header field.
  ///
  /// @param name compared without regard to case
  public record Field(
      @Required @Limits(min = 1, max = 256) @Matches("^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$")
          String name,
      @Required @Limits(min = 1, max = 4096) String value) {}
}
