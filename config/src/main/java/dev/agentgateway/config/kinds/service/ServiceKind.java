package dev.agentgateway.config.kinds.service;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.ArrayList;
import java.util.List;

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
