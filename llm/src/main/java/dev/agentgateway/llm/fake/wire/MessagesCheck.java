package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.http.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> THINKING =
      Set.of("adaptive", "enabled", "disabled", "between_tools");
  private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", "2026-10-21");
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
      kinds();
    }
    if (problems.isEmpty()) {
      numbers();
      system();
      ToolsCheck.check(body, problems);
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
    if (!isCount && !Fields.isWhole(body.path("max_tokens"))) {
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
    for (JsonNode stop : Fields.list(body.path("stop_sequences"))) {
      if (stop.asString("").isBlank()) {
        problems.add("stop_sequences: each stop sequence must contain non-whitespace");
      }
    }
  }

  private void kinds() {
    for (String array : new String[] {"tools", "stop_sequences"}) {
      if (Fields.isOther(body, array, true)) {
        problems.add(array + ": Input should be a valid list");
      }
    }
    for (String object :
        new String[] {"tool_choice", "thinking", "output_config", "metadata", "cache_control"}) {
      if (Fields.isOther(body, object, false)) {
        problems.add(object + ": Input should be a valid dictionary or object");
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
    if (!Fields.isWhole(budget)) {
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
      for (JsonNode block : Fields.list(message.path("content"))) {
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
