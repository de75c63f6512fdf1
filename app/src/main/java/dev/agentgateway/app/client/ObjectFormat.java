package dev.agentgateway.app.client;

/// How objects are written.
public enum ObjectFormat {
  TABLE,
  WIDE,
  JSON,
  YAML,
  NAME
}
