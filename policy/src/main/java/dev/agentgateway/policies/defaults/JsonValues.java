package dev.agentgateway.policies.defaults;

import dev.agentgateway.policy.PolicyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON inside of texts. Numbers keep their value, whatever their size.
final class JsonValues {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonValues() {}

  static JsonNode parse(String field, String json) {
    try {
      JsonNode value = MAPPER.readTree(json);
      if (!value.isMissingNode()) {
        return value;
      }
    } catch (JacksonException _) {
      // Said below, without quoting what may be a prompt.
    }
    throw new PolicyException(
        field,
        field
            + ": no JSON (expected: JSON inside a text, such as '0.5'; a text needs quotes of its"
            + " own: '\"low\"')");
  }
}
