package dev.agentgateway.kubernetes.api;

/// An answer to a write.
///
/// @param status of HTTP; 0 when none came
/// @param words what the server said, or why it said nothing
public record Reply(int status, String words) {

  public boolean isDone() {
    return status >= 200 && status < 300;
  }

  /// Whether somebody else wrote in between, or has written it already.
  public boolean isConflict() {
    return status == 409;
  }

  public boolean isMissing() {
    return status == 404;
  }

  /// Whether trying again may help.
  public boolean isPassing() {
    return status == 0 || status == 429 || status >= 500;
  }
}
