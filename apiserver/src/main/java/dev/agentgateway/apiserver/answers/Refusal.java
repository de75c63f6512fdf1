package dev.agentgateway.apiserver.answers;

/// Ends one request with a [Status], from however deep it was refused.
public final class Refusal extends RuntimeException {

  private final transient Status status;

  Refusal(Status status) {
    super(status.message(), null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
