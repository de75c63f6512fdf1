package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Failure;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A backend that is written and cannot be used.
public record BrokenDestination(ResourceKey key, String cause) implements Destination {

  @Override
  public List<Settings> settings(@Nullable Integer port) {
    return List.of();
  }

  @Override
  public Reach reach(@Nullable Integer port, ForwardPlan plan, Settings attached) {
    return new Reach.Found(
        new Target.Broken(
            key.id(),
            new Failure.NoBackend("backend %s cannot be used: %s".formatted(key.id(), cause))));
  }
}
