package dev.agentgateway.app.run;

/// Why a gateway did not start, in words for who started it.
public final class StartException extends Exception {

  private static final long serialVersionUID = 1;

  public StartException(String words) {
    super(words);
  }
}
