package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a route can send requests to. Asked in the last phase, when all is declared.
public interface Destination {

  /// What is attached to it or written in it, the less specific first.
  List<Settings> settings(@Nullable Integer port);

  /// @param plan how requests are forwarded, with [#settings] counted in
  /// @param attached credentials and TLS that hold unless the destination has its own
  Reach reach(@Nullable Integer port, ForwardPlan plan, Settings attached);

  /// Whether it may only be a rule's one destination.
  default boolean standsAlone() {
    return false;
  }

  /// What it is to a rule of a route on a listener.
  ///
  /// @param rule its name, null where it has none
  default Destination seenFrom(ResourceKey route, @Nullable String rule, ListenerSlot listener) {
    return this;
  }

  /// What came of it.
  sealed interface Reach {

    record Found(Target target) implements Reach {}

    /// @param reason of the condition ResolvedRefs
    record Missing(String reason, String cause) implements Reach {}
  }
}
