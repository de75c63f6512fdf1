package dev.agentgateway.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The part of JSONPath that printer columns use: fields, indexes, `[*]`, `..`-free, and filters
/// that compare one field with a text.
public final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.?\\['([^']+)'\\]"
              + "|\\[\\?\\(@\\.([^=!<> ]+)\\s*(==|!=)\\s*[\"']([^\"']*)[\"']\\)\\]"
              + "|\\[(\\*|-?\\d{1,9})\\]"
              + "|\\.((?:\\\\.|[^.\\[\\]])+)");

  private final List<Step> steps;

  private sealed interface Step {
    record Field(String name) implements Step {}

    record Index(int at) implements Step {}

    record All() implements Step {}

    record Filter(JsonPath field, String value, boolean isEqual) implements Step {}
  }

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /// A path that finds nothing where the text is no path.
  public static JsonPath parse(String text) {
    String path = text.strip();
    if (path.startsWith("{") && path.endsWith("}")) {
      path = path.substring(1, path.length() - 1);
    }
    if (path.startsWith("$")) {
      path = path.substring(1);
    }
    if (!path.startsWith(".") && !path.startsWith("[")) {
      path = "." + path;
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int at = 0;
    while (at < path.length() && matcher.region(at, path.length()).lookingAt()) {
      steps.add(step(matcher));
      at = matcher.end();
    }
    return new JsonPath(at == path.length() ? List.copyOf(steps) : List.of());
  }

  private static Step step(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Step.Field(matcher.group(1));
    }
    if (matcher.group(2) != null) {
      return new Step.Filter(
          parse("." + matcher.group(2)), matcher.group(4), matcher.group(3).equals("=="));
    }
    if (matcher.group(5) != null) {
      return matcher.group(5).equals("*")
          ? new Step.All()
          : new Step.Index(Integer.parseInt(matcher.group(5)));
    }
    String name = matcher.group(6).replace("\\", "");
    return name.equals("*") ? new Step.All() : new Step.Field(name);
  }

  public List<JsonNode> find(JsonNode root) {
    if (steps.isEmpty()) {
      return List.of();
    }
    List<JsonNode> found = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode each : found) {
        collect(step, each, next);
      }
      found = next;
    }
    return found;
  }

  private static void collect(Step step, JsonNode node, List<JsonNode> into) {
    switch (step) {
      case Step.Field(String name) -> {
        JsonNode value = node.get(name);
        if (value != null) {
          into.add(value);
        }
      }
      case Step.Index(int at) -> {
        int index = at < 0 ? node.size() + at : at;
        if (node.isArray() && index >= 0 && index < node.size()) {
          into.add(node.get(index));
        }
      }
      case Step.All() -> node.forEach(into::add);
      case Step.Filter(JsonPath field, String value, boolean isEqual) -> {
        for (JsonNode item : node) {
          boolean equal = field.find(item).stream().anyMatch(each -> each.asString().equals(value));
          if (equal == isEqual) {
            into.add(item);
          }
        }
      }
    }
  }
}
