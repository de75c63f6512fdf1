package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// What went wrong, in the words of no dialect.
///
/// @param status of HTTP
/// @param type in the upstream's words, for logs; empty when it said none
/// @param code finer than the kind, where the upstream or the gateway has one
/// @param field path of the field at fault
/// @param requestId of the upstream
public record ChatError(
    int status,
    Kind kind,
    String type,
    String message,
    @Nullable String code,
    @Nullable String field,
    @Nullable String requestId) {

  public static ChatError of(int status, String message) {
    return new ChatError(status, Kind.of(status), "", message, null, null, null);
  }

  public ChatError withCode(String changed) {
    return new ChatError(status, kind, type, message, changed, field, requestId);
  }

  public ChatError withField(@Nullable String changed) {
    return new ChatError(status, kind, type, message, code, changed, requestId);
  }

  public ChatError withRequestId(@Nullable String changed) {
    return new ChatError(status, kind, type, message, code, field, changed);
  }

  /// Kinds that dialects tell apart.
  public enum Kind {
    INVALID_REQUEST,
    TOO_LARGE,
    AUTHENTICATION,
    BILLING,
    PERMISSION,
    NOT_FOUND,
    CONFLICT,
    RATE_LIMIT,
    QUOTA,
    TIMEOUT,
    OVERLOADED,
    API;

    /// What a status means where nothing else is said.
    public static Kind of(int status) {
      return switch (status) {
        case 401 -> AUTHENTICATION;
        case 402 -> BILLING;
        case 403 -> PERMISSION;
        case 404 -> NOT_FOUND;
        case 409 -> CONFLICT;
        case 413 -> TOO_LARGE;
        case 429 -> RATE_LIMIT;
        case 504, 408 -> TIMEOUT;
        case 503, 529 -> OVERLOADED;
        default -> status >= 400 && status < 500 ? INVALID_REQUEST : API;
      };
    }
  }
}
