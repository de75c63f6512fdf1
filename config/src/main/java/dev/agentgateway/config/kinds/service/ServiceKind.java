package dev.agentgateway.config.kinds.service;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A Service is a destination of routes.
public final class ServiceKind implements Kind<Service> {

  @Override
  public String group() {
    return "";
  }

  @Override
  public String name() {
    return "Service";
  }

  @Override
  public List<String> versions() {
    return List.of("v1");
  }

  @Override
  public Class<Service> type() {
    return Service.class;
  }

  @Override
  public boolean isDestination() {
    return true;
  }

  /// Services that exist elsewhere: each is a destination with the ports that are known of it,
  /// unless it is written.
  ///
  /// @param services `NAME.NAMESPACE:PORT`
  public static void declareUnwritten(Set<String> services, Workspace workspace) {
    Map<ResourceKey, List<Service.Port>> ports = new LinkedHashMap<>();
    for (String service : services) {
      int dot = service.indexOf('.');
      int colon = service.lastIndexOf(':');
      ResourceKey key =
          new ResourceKey(
              "", "Service", service.substring(dot + 1, colon), service.substring(0, dot));
      int port = Integer.parseInt(service.substring(colon + 1));
      ports
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Service.Port(null, port, null, null, null));
    }
    ports.forEach((key, known) -> {
      if (workspace.findDestination(key) == null) {
        Service.Spec spec = new Service.Spec(null, known, null);
        workspace.destination(key, new ServiceDestination(key, spec, workspace));
      }
    });
  }

  @Override
  public void declare(Resource<Service> resource, Workspace workspace) {
    List<String> ports = new ArrayList<>();
    for (Service.Port port : resource.record().spec().ports()) {
      ports.add(String.valueOf(port.port()));
      if (port.name() != null) {
        ports.add(port.name());
      }
    }
    workspace.target(resource, ports);
    workspace.destination(
        resource.key(),
        new ServiceDestination(resource.key(), resource.record().spec(), workspace));
  }
}
