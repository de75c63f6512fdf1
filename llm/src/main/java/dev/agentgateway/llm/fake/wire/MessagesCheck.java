package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.http.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What Anthropic would refuse in a request, in its own words.
final class MessagesCheck {

  private static final Set<String> COUNT_FIELDS =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "cache_control",
          "speed");
  private static final Set<String> MESSAGE_FIELDS =
      Set.of(
          "max_tokens",
          "stop_sequences",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "metadata",
          "service_tier",
          "inference_geo",
          "container",
          "diagnostics");
  private static final Set<String> BETA_FIELDS =
      Set.of(
          "output_format",
          "mcp_servers",
          "context_management",
          "fallbacks",
          "fallback_credit_token",
          "thread",
          "billing_policy");
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
  private static final Set<String> THINKING =
      Set.of("adaptive", "enabled", "disabled", "between_tools");
  private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", "2026-10-21");
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final int MARKS_MAX = 4;

  private final JsonNode body;
  private final Headers headers;
  private final boolean isCount;
  private final List<String> problems = new ArrayList<>();

  private MessagesCheck(JsonNode body, Headers headers, boolean isCount) {
    this.body = body;
    this.headers = headers;
    this.isCount = isCount;
  }

  /// The complaints; the first is the one that is answered.
  static List<String> message(JsonNode body, Headers headers) {
    return new MessagesCheck(body, headers, false).all();
  }

  static List<String> count(JsonNode body, Headers headers) {
    return new MessagesCheck(body, headers, true).all();
  }

  private List<String> all() {
    version();
    if (problems.isEmpty()) {
      required();
    }
    if (problems.isEmpty()) {
      known();
      numbers();
      system();
      tools();
      choice();
      thinking();
    }
    if (problems.isEmpty()) {
      TurnsCheck.check(body, problems);
      marks();
    }
    return problems;
  }

  private void version() {
    String version = headers.first("anthropic-version", "");
    if (version.isEmpty()) {
      problems.add("anthropic-version: header is required");
    } else if (!VERSIONS.contains(version)) {
      problems.add("anthropic-version: \"%s\" is not a valid version".formatted(version));
    }
  }

  private void required() {
    if (!body.path("model").isString() || Fields.text(body, "model").isEmpty()) {
      problems.add(
          body.has("model") ? "model: Input should be a valid string" : "model: Field required");
    }
    if (!isCount && !body.path("max_tokens").isIntegralNumber()) {
      problems.add(
          body.has("max_tokens")
              ? "max_tokens: Input should be a valid integer"
              : "max_tokens: Field required");
    }
    if (!body.path("messages").isArray()) {
      problems.add(
          body.has("messages")
              ? "messages: Input should be a valid list"
              : "messages: Field required");
    } else if (body.get("messages").isEmpty()) {
      problems.add("messages: at least one message is required");
    }
  }

  private void known() {
    Set<String> known = new HashSet<>(COUNT_FIELDS);
    if (!isCount) {
      known.addAll(MESSAGE_FIELDS);
    }
    if (headers.contains("anthropic-beta")) {
      known.addAll(BETA_FIELDS);
    }
    Fields.onlyKnown(body, "", known, problems);
    Fields.onlyKnown(body.path("metadata"), "metadata", Set.of("user_id"), problems);
    Fields.onlyKnown(
        body.path("output_config"),
        "output_config",
        Set.of("effort", "format", "task_budget"),
        problems);
    if (body.has("stream") && !body.get("stream").isBoolean()) {
      problems.add("stream: Input should be a valid boolean");
    }
    for (JsonNode stop : body.path("stop_sequences")) {
      if (stop.asString("").isBlank()) {
        problems.add("stop_sequences: each stop sequence must contain non-whitespace");
      }
    }
  }

  private void numbers() {
    if (!isCount && body.get("max_tokens").longValue() < 0) {
      problems.add("max_tokens: Input should be greater than or equal to 0");
    }
    boolean isNewVersion = headers.first("anthropic-version", "").equals("2026-10-21");
    for (String sampling : new String[] {"temperature", "top_p", "top_k"}) {
      JsonNode value = body.path(sampling);
      if (!value.isMissingNode() && isNewVersion) {
        problems.add(sampling + Fields.EXTRA);
      } else if (!value.isMissingNode() && !value.isNumber()) {
        problems.add(sampling + ": Input should be a valid number");
      } else if (!sampling.equals("top_k") && value.isNumber()) {
        double number = value.doubleValue();
        if (number < 0 || number > 1) {
          problems.add("%s: range: 0..1".formatted(sampling));
        }
      }
    }
  }

  private void system() {
    JsonNode system = body.path("system");
    if (system.isArray()) {
      for (int i = 0; i < system.size(); i++) {
        TurnsCheck.block(system.get(i), "system." + i, problems);
        if (!Fields.text(system.get(i), "type").equals("text")) {
          problems.add("system.%d.type: Input should be 'text'".formatted(i));
        }
      }
    } else if (!system.isMissingNode() && !system.isString()) {
      problems.add("system: Input should be a valid string or list");
    }
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
    if (body.path("tools").isEmpty() && !type.equals("none")) {
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

  private void thinking() {
    JsonNode thinking = body.path("thinking");
    if (!thinking.isObject()) {
      return;
    }
    String type = Fields.text(thinking, "type");
    if (!THINKING.contains(type)) {
      problems.add("thinking: Input tag '%s' is none of the expected tags".formatted(type));
    }
    if (!type.equals("enabled")) {
      return;
    }
    JsonNode budget = thinking.path("budget_tokens");
    if (!budget.isIntegralNumber()) {
      problems.add("thinking.enabled.budget_tokens: Field required");
    } else if (budget.longValue() < 1024) {
      problems.add("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
    } else if (!isCount && body.get("max_tokens").longValue() <= budget.longValue()) {
      problems.add("`max_tokens` must be greater than `thinking.budget_tokens`.");
    }
    String choice = Fields.text(body.path("tool_choice"), "type");
    if (choice.equals("any") || choice.equals("tool")) {
      problems.add("Thinking may not be enabled when tool_choice forces tool use.");
    }
    if (body.path("temperature").isNumber() && body.get("temperature").doubleValue() != 1) {
      problems.add("`temperature` may only be set to 1 when thinking is enabled.");
    }
  }

  private void marks() {
    int marks = marksIn(body.path("tools")) + marksIn(body.path("system"));
    marks += body.path("cache_control").isObject() ? 1 : 0;
    for (JsonNode message : body.get("messages")) {
      marks += marksIn(message.path("content"));
      for (JsonNode block : message.path("content")) {
        marks += marksIn(block.path("content"));
      }
    }
    if (marks > MARKS_MAX) {
      problems.add(
          "A maximum of %d blocks with cache_control may be provided. Found %d."
              .formatted(MARKS_MAX, marks));
    }
  }

  private static int marksIn(JsonNode items) {
    int marks = 0;
    if (items.isArray()) {
      for (JsonNode item : items) {
        marks += item.path("cache_control").isObject() ? 1 : 0;
      }
    }
    return marks;
  }
}
