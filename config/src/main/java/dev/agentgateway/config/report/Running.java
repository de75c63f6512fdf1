package dev.agentgateway.config.report;

/// Which version of a resource is in force.
public enum Running {
  /// What is written.
  CURRENT("current"),
  /// What is written is faulty; the version before it goes on.
  LAST_GOOD("last good"),
  /// What is written is faulty, and there is no version before it.
  NONE("none");

  private final String words;

  Running(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
