package dev.agentgateway.app.logging;

/// How log lines are written.
public enum LogFormat {
  TEXT,
  JSON
}
