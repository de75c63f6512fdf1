package dev.agentgateway.app.console;

import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.logging.LogSetup;
import picocli.CommandLine.Option;

/// Options about what is told on the error stream.
public final class LogOptions {

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell warnings and errors only.")
  private boolean isQuiet;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How log lines are written: text or json.")
  private LogFormat format = LogFormat.TEXT;

  public boolean isQuiet() {
    return isQuiet;
  }

  public LogFormat format() {
    return format;
  }

  /// Sets the log up as these options say.
  public void apply() {
    if (isQuiet) {
      LogSetup.hush(format);
    } else {
      LogSetup.talk(format);
    }
  }
}
