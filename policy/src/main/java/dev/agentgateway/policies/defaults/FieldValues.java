package dev.agentgateway.policies.defaults;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Fields of a chat's body and their values.
@Bare
public record FieldValues(@Limits(min = 1, max = 64) List<FieldValue> fields) {

  public FieldValues {
    fields = List.copyOf(fields);
  }

  /// A field of a chat's body.
  ///
  /// @param field at the top of the body: `temperature`
  /// @param value any JSON
  public record FieldValue(
      @Required @Limits(min = 1, max = 256) String field, @Required JsonNode value) {}
}
