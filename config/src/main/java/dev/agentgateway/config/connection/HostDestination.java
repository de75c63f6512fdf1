package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One host and port.
///
/// @param inline what the backend itself says of how it is spoken to
public record HostDestination(
    ResourceKey key, String host, int port, Settings inline, Workspace workspace)
    implements Destination {

  @Override
  public List<Settings> settings(@Nullable Integer asked) {
    List<Settings> levels = new ArrayList<>(workspace.attachments().at(key, ""));
    levels.add(inline);
    return levels;
  }

  @Override
  public Reach reach(@Nullable Integer asked, ForwardPlan plan, Settings attached) {
    List<Settings> levels = new ArrayList<>();
    levels.add(attached);
    levels.addAll(settings(asked));
    Settings connection = Settings.connection(levels);
    String fault = AiDestination.fault(connection);
    if (!fault.isEmpty()) {
      return new Reach.Found(
          new Target.Broken(
              key.id(),
              new Failure.NoBackend("backend %s cannot be used: %s".formatted(key.id(), fault))));
    }
    Endpoint endpoint =
        new Endpoint(
            host.toLowerCase(Locale.ROOT),
            port,
            connection.tls() == null ? null : connection.tls().value());
    return new Reach.Found(new Target.Http(key.id(), List.of(endpoint), plan));
  }
}
