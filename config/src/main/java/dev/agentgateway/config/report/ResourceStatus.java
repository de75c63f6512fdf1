package dev.agentgateway.config.report;

import dev.agentgateway.schema.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of a resource.
///
/// @param generation of what is written, 0 where nobody counts
/// @param attachedRoutes of a Gateway: how many routes each listener has
/// @param addresses of a Gateway that has its own
public record ResourceStatus(
    ResourceKey resource,
    long generation,
    Position at,
    List<Condition> conditions,
    Map<String, Integer> attachedRoutes,
    List<String> addresses,
    Running running) {

  public ResourceStatus {
    conditions = List.copyOf(conditions);
    addresses = List.copyOf(addresses);
    attachedRoutes = Collections.unmodifiableMap(new LinkedHashMap<>(attachedRoutes));
  }

  public String kind() {
    return resource.kind();
  }

  public String namespace() {
    return resource.namespace();
  }

  public String name() {
    return resource.name();
  }
}
