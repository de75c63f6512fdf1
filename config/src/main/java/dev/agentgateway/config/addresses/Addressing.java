package dev.agentgateway.config.addresses;

import dev.agentgateway.config.report.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Gives each Gateway an address of its own.
///
/// @param pool where addresses come from that nobody asks for
/// @param isUsable whether this machine can listen at an address
/// @param shown addresses that Gateways have by what is known from before, their statuses
public record Addressing(
    Cidr pool, Predicate<String> isUsable, Map<ResourceKey, List<String>> shown) {

  public Addressing {
    shown = Map.copyOf(shown);
  }

  /// This without the addresses of Gateways that are gone.
  public Addressing among(Set<ResourceKey> present) {
    Map<ResourceKey, List<String>> left = new HashMap<>(shown);
    left.keySet().retainAll(present);
    return new Addressing(pool, isUsable, left);
  }

  /// This with what is known better than from statuses.
  public Addressing remembering(Map<ResourceKey, List<String>> given) {
    Map<ResourceKey, List<String>> all = new HashMap<>(shown);
    all.putAll(given);
    return new Addressing(pool, isUsable, all);
  }
}
