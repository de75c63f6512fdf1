package dev.agentgateway.policy;

/// Settings that are well-formed and yet cannot hold.
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;

  /// @param field path below the policy's settings, such as `policy.matchExpressions[0]`
  public PolicyException(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
