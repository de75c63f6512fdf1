package dev.agentgateway.app.logging;

import dev.agentgateway.telemetry.log.AccessLog;

/// How log lines are written.
public enum LogFormat {
  TEXT,
  JSON;

  /// The same format for lines about requests.
  public AccessLog.Format ofAccessLog() {
    return switch (this) {
      case TEXT -> AccessLog.Format.TEXT;
      case JSON -> AccessLog.Format.JSON;
    };
  }
}
