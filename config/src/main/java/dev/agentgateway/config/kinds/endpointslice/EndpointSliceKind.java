package dev.agentgateway.config.kinds.endpointslice;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells the addresses that are ready behind a Service.
public final class EndpointSliceKind implements Kind<EndpointSlice> {

  @Override
  public String group() {
    return "discovery.k8s.io";
  }

  @Override
  public String name() {
    return "EndpointSlice";
  }

  @Override
  public List<String> versions() {
    return List.of("v1");
  }

  @Override
  public Class<EndpointSlice> type() {
    return EndpointSlice.class;
  }

  @Override
  public void declare(Resource<EndpointSlice> resource, Workspace workspace) {
    String service = resource.metadata().labels().get("kubernetes.io/service-name");
    if (service == null) {
      workspace
          .book()
          .report(
              resource.warning(
                  "metadata.labels",
                  "names no Service",
                  "write the label kubernetes.io/service-name",
                  "Doubtful"));
      return;
    }
    Map<String, Integer> ports = new HashMap<>();
    for (EndpointSlice.Port port : resource.record().ports()) {
      if (port.port() != null) {
        ports.put(port.name() == null ? "" : port.name(), port.port());
      }
    }
    List<String> addresses = new ArrayList<>();
    for (EndpointSlice.Endpoint endpoint : resource.record().endpoints()) {
      if (endpoint.conditions() == null || !Boolean.FALSE.equals(endpoint.conditions().ready())) {
        addresses.addAll(endpoint.addresses());
      }
    }
    workspace.endpoints(
        resource.namespace() + "/" + service, new Workspace.Addresses(ports, addresses));
  }
}
