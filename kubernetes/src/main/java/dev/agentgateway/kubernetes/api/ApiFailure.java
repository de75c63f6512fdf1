package dev.agentgateway.kubernetes.api;

/// Why an API server cannot be used, in words for who starts the program.
public final class ApiFailure extends Exception {

  private static final long serialVersionUID = 1;

  private final String words;

  public ApiFailure(String words) {
    super(words);
    this.words = words;
  }

  public String words() {
    return words;
  }
}
