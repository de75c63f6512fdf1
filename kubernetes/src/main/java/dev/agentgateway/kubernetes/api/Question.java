package dev.agentgateway.kubernetes.api;

/// A request to an API server.
///
/// @param target path and query
/// @param accept kinds of answers that are understood
/// @param contentType empty for a request without a body
public record Question(
    String method, String target, String accept, String contentType, String body) {

  private static final String JSON = "application/json";

  public static Question get(String target) {
    return new Question("GET", target, JSON, "", "");
  }

  public static Question get(String target, String accept) {
    return new Question("GET", target, accept, "", "");
  }

  public static Question with(String method, String target, String contentType, String body) {
    return new Question(method, target, JSON, contentType, body);
  }

  public Question {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("target: %s (expected: a path)".formatted(target));
    }
    if (contentType.isEmpty() && !method.equals("GET")) {
      throw new IllegalArgumentException("%s without a body".formatted(method));
    }
  }
}
