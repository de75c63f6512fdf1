package dev.agentgateway.config;

import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.compile.Compilation;
import dev.agentgateway.config.compile.Readings;
import dev.agentgateway.config.kind.Resources;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.sources.Documents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            given(options, previous),
            previous == null ? Resources.NONE : previous.resources(),
            previous == null ? Readings.NONE : previous.readings());
    return new Compiled(
        outcome.snapshot(),
        outcome.problems(),
        outcome.statuses(),
        outcome.resources(),
        outcome.readings());
  }

  private static Compilation.Given given(Options options, @Nullable Compiled previous) {
    Addressing addressing = options.addressing();
    return new Compilation.Given(
        options.namespace(),
        options.controllerNames(),
        options.gatewayClass(),
        options.services(),
        addressing == null || previous == null
            ? addressing
            : addressing.remembering(addresses(previous.statuses())));
  }

  /// What Gateways were given counts more than what their statuses show, which may be late.
  private static Map<ResourceKey, List<String>> addresses(List<ResourceStatus> statuses) {
    Map<ResourceKey, List<String>> given = new HashMap<>();
    for (ResourceStatus status : statuses) {
      if (!status.addresses().isEmpty()) {
        given.put(status.resource(), status.addresses());
      }
    }
    return given;
  }
}
