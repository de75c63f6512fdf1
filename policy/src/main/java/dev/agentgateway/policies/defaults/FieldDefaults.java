package dev.agentgateway.policies.defaults;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import java.util.List;

/// Fields of a chat's body and their values, as resources of `gateway.kgateway.dev` write them.
@Bare
public record FieldDefaults(@Limits(min = 1, max = 64) List<FieldDefault> fields) {

  public FieldDefaults {
    fields = List.copyOf(fields);
  }

  /// A field of a chat's body.
  ///
  /// @param field at the top of the body: `temperature`
  /// @param value JSON inside a text: `"0.5"`
  /// @param override whether the value replaces the client's
  public record FieldDefault(
      @Required @Limits(min = 1, max = 256) String field,
      @Required String value,
      @Default("false") boolean override) {}
}
