package dev.agentgateway.app.client.jsonpath;

import dev.agentgateway.app.client.ObjectText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A way from a value to those that it leads to.
///
/// @param constant what it stands for whatever it starts from; null for a way
public record JsonPath(List<Step> steps, @Nullable JsonNode constant) {

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /// A path by itself, with or without braces and its first dot: `{.spec.type}`, `.spec.type`.
  public static JsonPath parse(String text) throws PathException {
    String bare =
        text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    String path = bare.startsWith(".") || bare.startsWith("[") ? bare : "." + bare;
    PathReader reader = new PathReader(path);
    JsonPath read = reader.path();
    reader.expectEnd();
    return read;
  }

  public List<JsonNode> select(JsonNode root) throws PathException {
    if (constant != null) {
      return List.of(constant);
    }
    List<JsonNode> values = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode value : values) {
        next.addAll(step.from(value));
      }
      values = next;
    }
    return values;
  }

  /// As kubectl writes a value: text without quotes, fields in the order of their names.
  public static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : ObjectText.sorted(value).toString();
  }
}
