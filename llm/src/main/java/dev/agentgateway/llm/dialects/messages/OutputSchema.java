package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.fidelity.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON schema made to fit what Anthropic's constrained output takes.
///
/// Keywords it does not know go into the description, where the model still reads them, as
/// Anthropic's own SDKs do.
final class OutputSchema {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final Set<String> UNKNOWN =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "patternProperties",
          "propertyNames",
          "contains",
          "if",
          "then",
          "else",
          "not");

  private final Losses losses;
  private final String at;

  private OutputSchema(Losses losses, String at) {
    this.losses = losses;
    this.at = at;
  }

  static String fit(String schema, Losses losses, String at) {
    try {
      return new OutputSchema(losses, at).fit(MAPPER.readTree(schema)).toString();
    } catch (JacksonException e) {
      throw losses.refusal(at, "a schema that is no JSON");
    }
  }

  private JsonNode fit(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode fitted = MAPPER.createArrayNode();
      array.forEach(item -> fitted.add(fit(item)));
      return fitted;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode fitted = MAPPER.createObjectNode();
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      field(entry.getKey(), entry.getValue(), fitted, told);
    }
    if (!told.isEmpty()) {
      String described = object.path("description").asString("");
      fitted.put(
          "description",
          (described.isEmpty() ? "" : described + " ") + "{" + String.join(", ", told) + "}");
    }
    if (object.path("type").asString("").equals("object") || object.has("properties")) {
      fitted.put("additionalProperties", false);
    }
    return fitted;
  }

  private void field(String name, JsonNode value, ObjectNode fitted, List<String> told) {
    boolean isTold = UNKNOWN.contains(name) || (name.equals("minItems") && value.asInt(0) > 1);
    if (isTold) {
      told.add(name + ": " + value);
    } else if (name.equals("$ref") && !value.asString("").startsWith("#")) {
      throw losses.refusal(at, "a schema with an external $ref");
    } else if (name.equals("properties") || name.equals("$defs") || name.equals("definitions")) {
      ObjectNode inner = fitted.putObject(name);
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        inner.set(entry.getKey(), fit(entry.getValue()));
      }
    } else if (name.equals("enum") || name.equals("const") || name.equals("default")) {
      fitted.set(name, value);
    } else {
      fitted.set(name.equals("oneOf") ? "anyOf" : name, fit(value));
    }
  }
}
