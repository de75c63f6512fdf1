package dev.agentgateway.config;

import dev.agentgateway.config.compile.Compilation;
import dev.agentgateway.config.kind.Resources;
import dev.agentgateway.config.sources.Documents;
import org.jspecify.annotations.Nullable;

/// What operators write, made into what runs.
public final class Configuration {

  private Configuration() {}

  /// Compiles everything that is written. This never fails: it yields what could be understood and
  /// the problems found.
  ///
  /// A faulty resource does not stop the others; its last good version stays in force.
  ///
  /// @param previous what was compiled before, null at the start
  public static Compiled compile(
      Documents documents, Options options, @Nullable Compiled previous) {
    Compilation.Outcome outcome =
        Compilation.compile(
            documents,
            options.namespace(),
            options.controllerNames(),
            options.gatewayClass(),
            options.services(),
            previous == null ? Resources.NONE : previous.resources());
    return new Compiled(
        outcome.snapshot(), outcome.problems(), outcome.statuses(), outcome.resources());
  }
}
