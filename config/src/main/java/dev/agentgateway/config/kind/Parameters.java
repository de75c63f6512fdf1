package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What data planes are deployed as: which parameters there are, and which GatewayClasses refer to
/// some.
public final class Parameters {

  private static final Map<String, String> GROUPS =
      Map.of(
          "AgentgatewayParameters", "agentgateway.dev",
          "GatewayParameters", "gateway.kgateway.dev");

  private final Set<ResourceKey> scaled = new HashSet<>();
  private final Map<ResourceKey, Boolean> onEachNode = new HashMap<>();
  private final Set<ResourceKey> written = new HashSet<>();
  private final Map<String, ResourceKey> ofClasses = new HashMap<>();
  private final Map<String, String> faults = new HashMap<>();

  /// @param isOnEachNode whether they ask for a DaemonSet; null when they do not say
  /// @param isScaled whether they ask for a HorizontalPodAutoscaler
  public void add(ResourceKey key, @Nullable Boolean isOnEachNode, boolean isScaled) {
    written.add(key);
    if (isOnEachNode != null) {
      onEachNode.put(key, isOnEachNode);
    }
    if (isScaled) {
      scaled.add(key);
    }
  }

  /// Gateways of the class are deployed with these.
  ///
  /// @return what stands in the way; null when nothing does
  public @Nullable String refer(String gatewayClass, ResourceKey parameters) {
    String fault = fault(parameters);
    if (fault == null) {
      ofClasses.put(gatewayClass, parameters);
    } else {
      faults.put(gatewayClass, fault);
    }
    return fault;
  }

  /// Why a Gateway cannot be deployed; null when it can.
  ///
  /// @param own those that it refers to itself, if any
  public @Nullable String faultOf(String gatewayClass, @Nullable ResourceKey own) {
    String fault = faults.get(gatewayClass);
    if (fault != null) {
      return "GatewayClass %s: %s".formatted(gatewayClass, fault);
    }
    ResourceKey above = ofClasses.get(gatewayClass);
    if (own == null) {
      return null;
    }
    String missing = fault(own);
    if (missing != null || above == null) {
      return missing;
    }
    ResourceKey choosing = onEachNode.containsKey(own) ? own : above;
    ResourceKey scaling = scaled.contains(own) ? own : above;
    return onEachNode.getOrDefault(choosing, false) && scaled.contains(scaling)
        ? "%s asks for a DaemonSet and %s for a HorizontalPodAutoscaler, which scales none"
            .formatted(choosing, scaling)
        : null;
  }

  private @Nullable String fault(ResourceKey key) {
    if (!key.group().equals(GROUPS.get(key.kind()))) {
      return "parametersRef names %s (expected: AgentgatewayParameters.agentgateway.dev or GatewayParameters.gateway.kgateway.dev)"
          .formatted(new GroupKind(key.group(), key.kind()));
    }
    return written.contains(key) ? null : "%s not found".formatted(key);
  }
}
