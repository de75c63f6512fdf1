package dev.agentgateway.kubernetes.api;

/// Why an API server cannot be used, in words for who starts the program.
public final class ApiFailure extends Exception {

  private static final long serialVersionUID = 1;

  public ApiFailure(String words) {
    super(words);
  }
}
