package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Which Gateways send requests to what, and which policy holds a part of it alone.
public final class Uses {

  private final Map<ResourceKey, Set<ResourceKey>> gateways = new HashMap<>();
  private final Map<Part, ResourceKey> holders = new HashMap<>();

  /// @param section empty for the whole
  private record Part(ResourceKey used, String section) {}

  public void use(ResourceKey used, ResourceKey gateway) {
    gateways.computeIfAbsent(used, _ -> new LinkedHashSet<>()).add(gateway);
  }

  /// Those that have a route to it.
  public Set<ResourceKey> gatewaysOf(ResourceKey used) {
    return gateways.getOrDefault(used, Set.of());
  }

  /// Who holds a part: the first that asks.
  ///
  /// @param section empty for the whole
  public ResourceKey hold(ResourceKey used, String section, ResourceKey policy) {
    ResourceKey before = holders.putIfAbsent(new Part(used, section), policy);
    return before == null ? policy : before;
  }
}
