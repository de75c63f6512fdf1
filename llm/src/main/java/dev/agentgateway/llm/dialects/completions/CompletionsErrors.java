package dev.agentgateway.llm.dialects.completions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatError.Kind;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.json.ErrorText;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Errors, whole and inside streams.
final class CompletionsErrors {

  private String type = "";
  private @Nullable String message;
  private @Nullable String code;
  private @Nullable String param;

  private CompletionsErrors() {}

  static ChatError decode(int status, byte[] body) {
    CompletionsErrors read = new CompletionsErrors();
    try {
      JsonReader.read(unwrapped(body), json -> json.fields(field -> read.outer(field, json)));
    } catch (Refusal notJson) {
      return ChatError.of(status, ErrorText.of(status, body));
    }
    return read.error(status, body);
  }

  /// The one item of an array, in which Google's servers send it.
  private static byte[] unwrapped(byte[] body) {
    String text = new String(body, UTF_8).strip();
    return text.startsWith("[") && text.endsWith("]")
        ? text.substring(1, text.length() - 1).getBytes(UTF_8)
        : body;
  }

  private ChatError error(int status, byte[] body) {
    String words = message == null ? ErrorText.of(status, body) : message;
    boolean isSpent = "insufficient_quota".equals(code) || type.equals("insufficient_quota");
    Kind kind = isSpent ? Kind.BILLING : Kind.of(status);
    return new ChatError(status, kind, type, words, code, param, null);
  }

  /// `{"error": {…}}`, and what compatible servers send: `{"error": "…"}`, `{"message": "…"}`,
  /// `{"detail": "…"}`.
  private void outer(String field, JsonReader json) {
    switch (field) {
      case "error" -> {
        if (json.isObject()) {
          json.fields(inner -> inner(inner, json));
        } else {
          message = json.looseText();
        }
      }
      case "detail" -> message = message == null ? json.looseText() : message;
      case "message", "type", "code", "param" -> {
        if (message == null || !field.equals("message")) {
          inner(field, json);
        }
      }
      default -> {
        // Nothing else is known in an error.
      }
    }
  }

  private void inner(String field, JsonReader json) {
    String text = json.looseText();
    switch (field) {
      case "type" -> type = text == null ? type : text;
      case "message" -> message = text == null ? message : text;
      case "code" -> code = text == null ? code : text;
      case "param" -> param = text == null ? param : text;
      default -> {
        // Nothing else is known in an error.
      }
    }
  }

  static byte[] encode(ChatError error) {
    return JsonBytes.object(json -> {
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("message", error.message());
      json.writeStringProperty("type", type(error.kind()));
      nullable(json, "param", error.field());
      nullable(json, "code", error.code() == null ? code(error.kind()) : error.code());
      json.writeEndObject();
    });
  }

  private static void nullable(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST, TOO_LARGE, AUTHENTICATION, NOT_FOUND, CONFLICT ->
          "invalid_request_error";
      case PERMISSION -> "permission_error";
      case RATE_LIMIT -> "rate_limit_exceeded";
      case QUOTA, BILLING -> "insufficient_quota";
      case TIMEOUT, OVERLOADED, API -> "server_error";
    };
  }

  private static @Nullable String code(Kind kind) {
    return switch (kind) {
      case AUTHENTICATION -> "invalid_api_key";
      case NOT_FOUND -> "model_not_found";
      case RATE_LIMIT -> "rate_limit_exceeded";
      case QUOTA, BILLING -> "insufficient_quota";
      case INVALID_REQUEST, TOO_LARGE, CONFLICT, PERMISSION, TIMEOUT, OVERLOADED, API -> null;
    };
  }
}
