package dev.agentgateway.config.kinds.service;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The addresses of a Service's EndpointSlices, or its DNS name where there are none.
record ServiceDestination(ResourceKey key, Service.Spec spec, Workspace workspace)
    implements Destination {

  @Override
  public List<Settings> settings(@Nullable Integer port) {
    List<Settings> levels = new ArrayList<>(workspace.attachments().at(key, ""));
    if (port != null) {
      levels.addAll(workspace.attachments().at(key, String.valueOf(port)));
      Service.Port named = port(port);
      if (named != null && named.name() != null) {
        levels.addAll(workspace.attachments().at(key, named.name()));
      }
    }
    return levels;
  }

  @Override
  public Reach reach(@Nullable Integer asked, ForwardPlan plan, Settings attached) {
    if (asked == null) {
      return new Reach.Missing(
          "BackendNotFound", "backendRef %s needs a port, as every Service".formatted(key.id()));
    }
    Service.Port port = port(asked);
    if (port == null) {
      return new Reach.Missing(
          "BackendNotFound", "Service %s has no port %d".formatted(key.id(), asked));
    }
    List<Settings> levels = new ArrayList<>();
    levels.add(attached);
    levels.addAll(settings(asked));
    Settings connection = Settings.connection(levels);
    if (connection.tls() != null && connection.tls().value() == null) {
      return broken(connection.tls().cause());
    }
    UpstreamTls tls = connection.tls() == null ? null : connection.tls().value();
    List<Endpoint> endpoints = endpoints(port, tls);
    return endpoints.isEmpty()
        ? new Reach.Found(
            new Target.Broken(key.id(), new Failure.NoEndpoint(Duration.ofSeconds(1))))
        : new Reach.Found(new Target.Http(key.id(), endpoints, plan));
  }

  private Reach broken(String cause) {
    return new Reach.Found(
        new Target.Broken(
            key.id(),
            new Failure.NoBackend("Service %s cannot be used: %s".formatted(key.id(), cause))));
  }

  private List<Endpoint> endpoints(Service.Port port, @Nullable UpstreamTls tls) {
    if (spec.externalName() != null && !spec.externalName().isEmpty()) {
      return List.of(new Endpoint(spec.externalName(), port.port(), tls));
    }
    List<Workspace.Addresses> slices = workspace.findEndpoints(key.id());
    if (slices == null) {
      String name = "%s.%s.svc.cluster.local".formatted(key.name(), key.namespace());
      return List.of(new Endpoint(name, port.port(), tls));
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (Workspace.Addresses slice : slices) {
      Integer number = slice.ports().get(port.name() == null ? "" : port.name());
      if (number != null) {
        slice.addresses().forEach(each -> endpoints.add(new Endpoint(each, number, tls)));
      }
    }
    return endpoints;
  }

  private Service.@Nullable Port port(int number) {
    for (Service.Port port : spec.ports()) {
      if (port.port() == number) {
        return port;
      }
    }
    return null;
  }
}
