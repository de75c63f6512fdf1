package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.llm.fake.chat.FakeSignature;
import dev.agentgateway.llm.fake.wire.CompletionsCheck.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What OpenAI would refuse in the messages of a request.
final class ConversationCheck {

  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");
  private static final Set<String> USER_PARTS = Set.of("text", "image_url", "input_audio", "file");

  private final List<Problem> problems;
  private final Set<String> open = new LinkedHashSet<>();

  private ConversationCheck(List<Problem> problems) {
    this.problems = problems;
  }

  static void check(JsonNode messages, List<Problem> problems) {
    ConversationCheck check = new ConversationCheck(problems);
    for (int i = 0; i < messages.size(); i++) {
      check.message(messages.get(i), "messages[%d]".formatted(i));
    }
    check.nothingOpen("messages[%d]".formatted(messages.size()));
  }

  private void message(JsonNode message, String path) {
    String role = Fields.text(message, "role");
    if (!ROLES.contains(role)) {
      add(
          ("Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user', 'function',"
                  + " 'tool', and 'developer'.")
              .formatted(role),
          path + ".role",
          "invalid_value");
      return;
    }
    if (!role.equals("tool")) {
      nothingOpen(path);
    }
    switch (role) {
      case "assistant" -> assistant(message, path);
      case "tool" -> tool(message, path);
      case "user" -> content(message, path, USER_PARTS);
      case "function" -> {
        // The old form is taken as it is.
      }
      default -> content(message, path, Set.of("text"));
    }
  }

  private void assistant(JsonNode message, String path) {
    JsonNode calls = message.path("tool_calls");
    boolean isCalling = !Fields.list(calls).isEmpty() || message.path("function_call").isObject();
    if (calls.isArray() && calls.isEmpty()) {
      add(
          ("Invalid '%s.tool_calls': empty array. Expected an array with minimum length 1, but"
                  + " got an empty array instead.")
              .formatted(path),
          path + ".tool_calls",
          "empty_array");
    }
    JsonNode content = message.path("content");
    if (content.isMissingNode() || content.isNull()) {
      if (!isCalling && !message.path("refusal").isString()) {
        add("Invalid value for 'content': expected a string, got null.", path + ".content", null);
      }
    } else {
      content(message, path, Set.of("text", "refusal"));
    }
    for (int i = 0; i < Fields.list(calls).size(); i++) {
      JsonNode call = calls.get(i);
      String place = "%s.tool_calls[%d]".formatted(path, i);
      if (!call.path("id").isString()) {
        add(
            "Missing required parameter: '%s.id'.".formatted(place),
            place + ".id",
            "missing_required_parameter");
      }
      boolean isFunction = Fields.text(call, "type").equals("function");
      if (isFunction && !call.path("function").path("arguments").isString()) {
        add(
            "Invalid type for '%s.function.arguments': expected a string.".formatted(place),
            place + ".function.arguments",
            "invalid_type");
      }
      open.add(Fields.text(call, "id"));
    }
    reasoning(message.path("reasoning_details"), path);
  }

  /// Reasoning with a signature comes back as it was, or not at all.
  private void reasoning(JsonNode details, String path) {
    for (int i = 0; i < Fields.list(details).size(); i++) {
      JsonNode item = details.get(i);
      boolean isText = Fields.text(item, "type").equals("reasoning.text");
      String signature = Fields.text(item, isText ? "signature" : "data");
      if (!signature.isEmpty() && !FakeSignature.isValid(Fields.text(item, "text"), signature)) {
        String place = "%s.reasoning_details[%d]".formatted(path, i);
        add("Invalid '%s': the signature does not match.".formatted(place), place, "invalid_value");
      }
    }
  }

  private void tool(JsonNode message, String path) {
    String id = Fields.text(message, "tool_call_id");
    if (!message.path("tool_call_id").isString()) {
      add(
          "Missing required parameter: '%s.tool_call_id'.".formatted(path),
          path + ".tool_call_id",
          "missing_required_parameter");
    } else if (!open.remove(id)) {
      add(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding"
              + " message with"
              + " 'tool_calls'.",
          path + ".role",
          null);
    }
    content(message, path, Set.of("text"));
  }

  private void content(JsonNode message, String path, Set<String> types) {
    JsonNode content = message.path("content");
    if (content.isString()) {
      return;
    }
    if (!content.isArray()) {
      add(
          "Invalid type for '%s.content': expected one of a string or array of objects."
              .formatted(path),
          path + ".content",
          "invalid_type");
      return;
    }
    for (int i = 0; i < content.size(); i++) {
      part(content.get(i), "%s.content[%d]".formatted(path, i), types);
    }
  }

  private void part(JsonNode part, String path, Set<String> types) {
    String type = Fields.text(part, "type");
    if (!types.contains(type)) {
      add(
          "Invalid value: '%s'. Supported values are: %s.".formatted(type, new TreeSet<>(types)),
          path + ".type",
          "invalid_value");
    } else if (type.equals("text") && !part.path("text").isString()) {
      add(
          "Missing required parameter: '%s.text'.".formatted(path),
          path + ".text",
          "missing_required_parameter");
    } else if (type.equals("image_url")
        && Images.readUrl(Fields.text(part.path("image_url"), "url")) == null) {
      add(
          ("Invalid '%s.image_url.url'. Expected a valid URL or a base64 data URL of a supported"
                  + " image.")
              .formatted(path),
          path + ".image_url.url",
          "invalid_image_url");
    }
  }

  private void nothingOpen(String path) {
    if (!open.isEmpty()) {
      add(
          ("An assistant message with 'tool_calls' must be followed by tool messages responding"
                  + " to each"
                  + " 'tool_call_id'. The following tool_call_ids did not have response messages:"
                  + " %s")
              .formatted(String.join(", ", open)),
          path + ".role",
          null);
      open.clear();
    }
  }

  private void add(String message, String param, @Nullable String code) {
    problems.add(new Problem(message, param, code));
  }
}
