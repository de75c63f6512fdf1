package dev.agentgateway.llm.fake.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What Anthropic would refuse in the tools of a request and in the choice among them.
final class ToolsCheck {

  private static final Set<String> TOOL_FIELDS =
      Set.of(
          "name",
          "input_schema",
          "description",
          "type",
          "strict",
          "cache_control",
          "defer_loading",
          "eager_input_streaming",
          "allowed_callers",
          "input_examples");
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

  private final JsonNode body;
  private final List<String> problems;

  private ToolsCheck(JsonNode body, List<String> problems) {
    this.body = body;
    this.problems = problems;
  }

  static void check(JsonNode body, List<String> problems) {
    ToolsCheck check = new ToolsCheck(body, problems);
    check.tools();
    check.choice();
  }

  private void tools() {
    Set<String> names = new HashSet<>();
    List<JsonNode> tools = Fields.list(body.path("tools"));
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String type = tool.path("type").asString("custom");
      String name = Fields.text(tool, "name");
      if (!names.add(name) && !name.isEmpty()) {
        problems.add("tools: Tool names must be unique.");
      }
      if (type.equals("custom")) {
        customTool(tool, "tools.%d.custom".formatted(i));
      } else if (!type.matches("[a-z_]+_[0-9]{8}|mcp_toolset")) {
        problems.add(
            "tools.%d: Input tag '%s' found using 'type' does not match any of the expected tags"
                .formatted(i, type));
      }
    }
  }

  private void customTool(JsonNode tool, String path) {
    String name = Fields.text(tool, "name");
    if (!tool.has("name")) {
      problems.add(path + ".name: Field required");
    } else if (!TOOL_NAME.matcher(name).matches()) {
      problems.add(path + ".name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    }
    if (!tool.path("input_schema").isObject()) {
      problems.add(path + ".input_schema: Field required");
    } else if (!Fields.text(tool.get("input_schema"), "type").equals("object")) {
      problems.add(path + ".input_schema.type: Input should be 'object'");
    }
    Fields.onlyKnown(tool, path, TOOL_FIELDS, problems);
  }

  private void choice() {
    JsonNode choice = body.path("tool_choice");
    if (choice.isMissingNode() || choice.isNull()) {
      return;
    }
    String type = Fields.text(choice, "type");
    if (!CHOICES.contains(type)) {
      problems.add(
          "tool_choice: Input tag '%s' is none of 'auto', 'any', 'tool', 'none'".formatted(type));
      return;
    }
    if (Fields.list(body.path("tools")).isEmpty() && !type.equals("none")) {
      problems.add("tool_choice may only be specified while providing tools.");
    }
    if (type.equals("tool")) {
      String name = Fields.text(choice, "name");
      boolean isThere =
          Fields.list(body.path("tools")).stream()
              .anyMatch(tool -> Fields.text(tool, "name").equals(name));
      if (!isThere) {
        problems.add("Tool '%s' not found in provided tools".formatted(name));
      }
    }
    Set<String> known =
        switch (type) {
          case "none" -> Set.of("type");
          case "tool" -> Set.of("type", "name", "disable_parallel_tool_use");
          default -> Set.of("type", "disable_parallel_tool_use");
        };
    Fields.onlyKnown(choice, "tool_choice." + type, known, problems);
  }
}
