package dev.agentgateway.app.console;

/// How a command writes a list.
public enum ListFormat {
  TABLE,
  JSON,
  YAML
}
