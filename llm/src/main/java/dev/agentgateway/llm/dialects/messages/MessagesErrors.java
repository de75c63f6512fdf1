package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatError.Kind;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.json.ErrorText;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Errors, whole and inside streams.
final class MessagesErrors {

  private static final String TOO_LONG = "prompt is too long";

  private String type = "";
  private @Nullable String message;
  private @Nullable String code;
  private @Nullable String requestId;

  private MessagesErrors() {}

  static ChatError decode(int status, byte[] body) {
    MessagesErrors read = new MessagesErrors();
    try {
      JsonReader.read(body, json -> json.fields(field -> read.field(field, json)));
    } catch (Refusal notJson) {
      return ChatError.of(status, ErrorText.of(status, body));
    }
    return read.error(status, body);
  }

  private ChatError error(int status, byte[] body) {
    String words = message == null ? ErrorText.of(status, body) : message;
    Kind kind = kind(status);
    if (code == null && words.toLowerCase(Locale.ROOT).contains(TOO_LONG)) {
      code = "context_length_exceeded";
    }
    return new ChatError(status, kind, type, words, code, null, requestId);
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "error" -> {
        if (json.isObject()) {
          json.fields(inner -> inner(inner, json));
        } else {
          message = json.looseText();
        }
      }
      case "request_id" -> requestId = json.looseText();
      case "message" -> message = message == null ? json.looseText() : message;
      default -> {
        // Nothing else is known in an error.
      }
    }
  }

  private void inner(String field, JsonReader json) {
    switch (field) {
      case "type" -> type = json.isText() ? json.text() : "";
      case "message" -> message = json.looseText();
      case "details" -> {
        if (json.isObject()) {
          json.fields(detail -> code = detail.equals("error_code") ? json.looseText() : code);
        }
      }
      default -> {
        // Nothing else is known in an error.
      }
    }
  }

  private Kind kind(int status) {
    boolean isSpent = code != null && code.contains("spend_limit");
    return switch (type) {
      case "invalid_request_error" -> Kind.INVALID_REQUEST;
      case "request_too_large" -> Kind.TOO_LARGE;
      case "authentication_error" -> Kind.AUTHENTICATION;
      case "billing_error" -> Kind.BILLING;
      case "permission_error" -> Kind.PERMISSION;
      case "not_found_error" -> Kind.NOT_FOUND;
      case "conflict_error" -> Kind.CONFLICT;
      case "rate_limit_error" -> isSpent ? Kind.QUOTA : Kind.RATE_LIMIT;
      case "timeout_error" -> Kind.TIMEOUT;
      case "overloaded_error" -> Kind.OVERLOADED;
      case "api_error" -> Kind.API;
      default -> Kind.of(status);
    };
  }

  static byte[] encode(ChatError error) {
    return JsonBytes.object(json -> {
      json.writeStringProperty("type", "error");
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("type", type(error.kind()));
      json.writeStringProperty("message", words(error));
      if (error.code() != null) {
        json.writeObjectPropertyStart("details");
        json.writeStringProperty("error_code", error.code());
        json.writeEndObject();
      }
      json.writeEndObject();
      JsonBytes.text(json, "request_id", error.requestId());
    });
  }

  /// Clients of this dialect recognise a full context by these words.
  private static String words(ChatError error) {
    String words = error.message();
    if ("context_length_exceeded".equals(error.code())
        && !words.toLowerCase(Locale.ROOT).contains(TOO_LONG)) {
      words = TOO_LONG + ": " + words;
    }
    String field = error.field();
    return field == null || words.startsWith(field) ? words : field + ": " + words;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> "invalid_request_error";
      case TOO_LARGE -> "request_too_large";
      case AUTHENTICATION -> "authentication_error";
      case BILLING, QUOTA -> "billing_error";
      case PERMISSION -> "permission_error";
      case NOT_FOUND -> "not_found_error";
      case CONFLICT -> "conflict_error";
      case RATE_LIMIT -> "rate_limit_error";
      case TIMEOUT -> "timeout_error";
      case OVERLOADED -> "overloaded_error";
      case API -> "api_error";
    };
  }
}
