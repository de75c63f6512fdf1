package dev.agentgateway.config.kinds;

import java.util.List;
import java.util.Map;

/// Kinds that the contract knows and the program does not act on yet, by group.
public final class KnownKinds {

  private static final Map<String, List<String>> BY_GROUP =
      Map.of(
          "gateway.networking.k8s.io",
          List.of("GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "ListenerSet"),
          "gateway.networking.x-k8s.io",
          List.of("XListenerSet", "XBackendTrafficPolicy", "XTelemetryPolicy", "XMesh", "XBackend"),
          "gateway.kgateway.dev",
          List.of(
              "GatewayExtension", "HTTPListenerPolicy", "ListenerPolicy", "BackendConfigPolicy"),
          "inference.networking.k8s.io",
          List.of("InferencePool"));

  private KnownKinds() {}

  public static boolean has(String group, String kind) {
    return BY_GROUP.getOrDefault(group, List.of()).contains(kind);
  }
}
