package dev.agentgateway.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Sets the log up when the first logger is asked for, and again when options are known.
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String PROJECT = "dev.agentgateway";

  /// Warns of what we know, and of what we tell ourselves.
  private static final String KUBERNETES_CLIENT = "io.fabric8";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    write(context, LogFormat.TEXT);
    level(context, Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// Lines in that format; what is less than a warning, too.
  public static void talk(LogFormat format) {
    write(context(), format);
    level(context(), Level.INFO);
  }

  /// Lines in that format; warnings and errors only.
  public static void hush(LogFormat format) {
    write(context(), format);
    level(context(), Level.WARN);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static void write(LoggerContext context, LogFormat format) {
    EncoderBase<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> new TextEncoder();
          case JSON -> new JsonEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
  }

  private static void level(LoggerContext context, Level level) {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger(PROJECT).setLevel(level);
    context.getLogger(KUBERNETES_CLIENT).setLevel(Level.OFF);
  }
}
