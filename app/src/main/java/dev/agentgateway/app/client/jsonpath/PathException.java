package dev.agentgateway.app.client.jsonpath;

/// A template that cannot be read, or that does not fit what it is given.
public final class PathException extends Exception {

  private static final long serialVersionUID = 1;

  public PathException(String words) {
    super(words);
  }

  public String words() {
    return String.valueOf(getMessage());
  }
}
