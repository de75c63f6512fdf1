package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.llm.fake.chat.FakeSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What Anthropic would refuse in the turns of a request.
final class TurnsCheck {

  private static final Map<String, Set<String>> BLOCK_FIELDS =
      Map.of(
          "text", Set.of("type", "text", "citations", "cache_control"),
          "image", Set.of("type", "source", "transformations", "cache_control"),
          "document", Set.of("type", "source", "title", "context", "citations", "cache_control"),
          "search_result",
              Set.of("type", "source", "title", "content", "citations", "cache_control"),
          "thinking", Set.of("type", "thinking", "signature"),
          "redacted_thinking", Set.of("type", "data"),
          "tool_use",
              Set.of("type", "id", "name", "input", "caller", "toolset_name", "cache_control"),
          "tool_result",
              Set.of(
                  "type", "tool_use_id", "content", "is_error", "toolset_name", "cache_control"));

  private final JsonNode body;
  private final List<String> problems;

  private TurnsCheck(JsonNode body, List<String> problems) {
    this.body = body;
    this.problems = problems;
  }

  static void check(JsonNode body, List<String> problems) {
    new TurnsCheck(body, problems).all();
  }

  private void all() {
    List<JsonNode> messages = Fields.list(body.get("messages"));
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), i, i == messages.size() - 1);
    }
    if (problems.isEmpty()) {
      pairs(messages);
    }
    if (problems.isEmpty()) {
      thinkingFirst(messages);
    }
  }

  private void message(JsonNode message, int i, boolean isLast) {
    String role = Fields.text(message, "role");
    String path = "messages." + i;
    if (!Set.of("user", "assistant", "system").contains(role)) {
      problems.add(path + ".role: Input should be 'user' or 'assistant'");
      return;
    }
    if (role.equals("system") && i == 0) {
      problems.add(path + ": role 'system' may not come first; use the top-level system parameter");
    }
    Fields.onlyKnown(message, path, Set.of("role", "content"), problems);
    JsonNode content = message.path("content");
    boolean isFinalAnswer = isLast && role.equals("assistant");
    if (content.isMissingNode() || content.isNull()) {
      problems.add(path + ".content: Field required");
    } else if (!content.isString() && !content.isArray()) {
      problems.add(path + ".content: Input should be a valid string or list");
    } else if (!isFinalAnswer
        && (content.isArray() ? content.isEmpty() : content.stringValue().isEmpty())) {
      problems.add(
          path
              + ": all messages must have non-empty content except for the optional final assistant"
              + " message");
    } else if (content.isString() && !isFinalAnswer && content.stringValue().isBlank()) {
      problems.add("messages: text content blocks must contain non-whitespace text");
    }
    blocks(role, content, path);
    if (isFinalAnswer) {
      noTrailingSpace(content);
    }
  }

  private void blocks(String role, JsonNode content, String path) {
    if (!content.isArray()) {
      return;
    }
    for (int j = 0; j < content.size(); j++) {
      JsonNode block = content.get(j);
      block(block, path + ".content." + j, problems);
      String type = Fields.text(block, "type");
      if (type.equals("tool_use") && !role.equals("assistant")) {
        problems.add(path + ": `tool_use` blocks can only be in `assistant` messages");
      }
      if (type.equals("tool_result") && !role.equals("user")) {
        problems.add(path + ": `tool_result` blocks can only be in `user` messages");
      }
    }
  }

  private void noTrailingSpace(JsonNode content) {
    JsonNode last =
        content.isArray() && !content.isEmpty() ? content.get(content.size() - 1) : content;
    String text = last.isString() ? last.stringValue() : Fields.text(last, "text");
    if (!text.equals(text.stripTrailing())) {
      problems.add("messages: final assistant content cannot end with trailing whitespace");
    }
  }

  static void block(JsonNode block, String path, List<String> problems) {
    String type = Fields.text(block, "type");
    Set<String> known = BLOCK_FIELDS.get(type);
    if (known == null) {
      if (!type.matches(
          "(server_tool_use|mcp_|web_|code_|tool_search|container_|compaction|fallback).*")) {
        problems.add(
            "%s: Input tag '%s' found using 'type' does not match any of the expected tags: %s"
                .formatted(path, type, new TreeSet<>(BLOCK_FIELDS.keySet())));
      }
      return;
    }
    Fields.onlyKnown(block, path + "." + type, known, problems);
    cacheControl(block, path, problems);
    switch (type) {
      case "text" -> {
        if (!block.path("text").isString()) {
          problems.add(path + ".text.text: Field required");
        } else if (block.get("text").stringValue().isEmpty()) {
          problems.add("messages: text content blocks must be non-empty");
        } else if (block.get("text").stringValue().isBlank()) {
          problems.add("messages: text content blocks must contain non-whitespace text");
        }
      }
      case "tool_use" -> {
        if (!block.path("input").isObject()) {
          problems.add(path + ".tool_use.input: Input should be a valid dictionary");
        }
        if (!Fields.text(block, "id").matches("[a-zA-Z0-9_-]+")) {
          problems.add(path + ".tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
        }
        if (!Fields.text(block, "name").matches(".{1,200}")) {
          problems.add(path + ".tool_use.name: String should have at most 200 characters");
        }
      }
      case "tool_result" -> results(block, path, problems);
      case "thinking" -> {
        if (!FakeSignature.isValid(
            Fields.text(block, "thinking"), Fields.text(block, "signature"))) {
          problems.add(path + ": Invalid `signature` in `thinking` block");
        }
      }
      case "redacted_thinking" -> {
        if (!FakeSignature.isValid("", Fields.text(block, "data"))) {
          problems.add(path + ": Invalid `data` in `redacted_thinking` block");
        }
      }
      case "image" -> Images.check(block.path("source"), path + ".image.source", problems);
      default -> {
        // Documents and search results are taken as they are.
      }
    }
  }

  private static void results(JsonNode block, String path, List<String> problems) {
    if (!block.path("tool_use_id").isString()) {
      problems.add(path + ".tool_result.tool_use_id: Field required");
    }
    JsonNode content = block.path("content");
    if (content.isArray()) {
      for (int i = 0; i < content.size(); i++) {
        block(content.get(i), path + ".tool_result.content." + i, problems);
      }
    }
  }

  private static void cacheControl(JsonNode block, String path, List<String> problems) {
    JsonNode mark = block.path("cache_control");
    if (!mark.isObject()) {
      return;
    }
    if (!Fields.text(mark, "type").equals("ephemeral")) {
      problems.add(path + ".cache_control.type: Input should be 'ephemeral'");
    }
    if (!Set.of("5m", "1h").contains(mark.path("ttl").asString("5m"))) {
      problems.add(path + ".cache_control.ephemeral.ttl: Input should be '5m' or '1h'");
    }
  }

  /// Neighbours of one role count as one message, as the API merges them.
  private void pairs(List<JsonNode> messages) {
    List<String> open = new ArrayList<>();
    int openAt = -1;
    String before = "";
    for (int i = 0; i < messages.size(); i++) {
      String role = Fields.text(messages.get(i), "role");
      boolean isNewTurn = !role.equals(before);
      before = role;
      List<String> answered = new ArrayList<>();
      for (JsonNode block : blocksOf(messages.get(i))) {
        switch (Fields.text(block, "type")) {
          case "tool_use" -> {
            open.add(Fields.text(block, "id"));
            openAt = i;
          }
          case "tool_result" -> {
            String id = Fields.text(block, "tool_use_id");
            if (!open.contains(id)) {
              problems.add(
                  ("messages.%d.content.%d: unexpected `tool_use_id` found in `tool_result`"
                          + " blocks: %s."
                          + " Each `tool_result` block must have a corresponding `tool_use` block"
                          + " in the"
                          + " previous message.")
                      .formatted(i, answered.size(), id));
            }
            answered.add(id);
          }
          default -> {
            // Only calls and results come in pairs.
          }
        }
      }
      boolean isFollowUp = openAt >= 0 && openAt < i && (isNewTurn || !role.equals("assistant"));
      boolean isLastOfTurn =
          i == messages.size() - 1 || !Fields.text(messages.get(i + 1), "role").equals(role);
      open.removeAll(answered);
      if (isFollowUp && isLastOfTurn && !open.isEmpty()) {
        problems.add(
            ("messages.%d: `tool_use` ids were found without `tool_result` blocks immediately"
                    + " after: %s."
                    + " Each `tool_use` block must have a corresponding `tool_result` block in"
                    + " the next"
                    + " message.")
                .formatted(openAt, String.join(", ", open)));
      }
    }
  }

  /// Under manual thinking, a turn that goes on after results must begin with its thinking.
  private void thinkingFirst(List<JsonNode> messages) {
    if (!Fields.text(body.path("thinking"), "type").equals("enabled") || messages.size() < 2) {
      return;
    }
    List<JsonNode> last = blocksOf(messages.getLast());
    List<JsonNode> answer = blocksOf(messages.get(messages.size() - 2));
    boolean isLoop = last.stream().anyMatch(b -> Fields.text(b, "type").equals("tool_result"));
    if (isLoop && !answer.isEmpty()) {
      String first = Fields.text(answer.getFirst(), "type");
      if (!first.equals("thinking") && !first.equals("redacted_thinking")) {
        problems.add(
            ("messages.%d.content.0.type: Expected `thinking` or `redacted_thinking`, but found"
                    + " `%s`.")
                .formatted(messages.size() - 2, first));
      }
    }
  }

  private static List<JsonNode> blocksOf(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isArray() ? Fields.list(content) : List.of();
  }
}
