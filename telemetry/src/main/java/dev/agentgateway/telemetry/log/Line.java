package dev.agentgateway.telemetry.log;

import dev.agentgateway.telemetry.Outcome;
import java.io.IOException;
import java.time.Instant;

/// A format of the log: writes one request as one line.
interface Line {

  /// Longest value that is written; longer ones end in `…`.
  int VALUE_CHARS_MAX = 1024;

  void write(Outcome outcome, Instant now) throws IOException;

  /// Hands what was written to the stream.
  void flush() throws IOException;

  static String cut(String value) {
    return value.length() <= VALUE_CHARS_MAX ? value : value.substring(0, VALUE_CHARS_MAX) + "…";
  }
}
