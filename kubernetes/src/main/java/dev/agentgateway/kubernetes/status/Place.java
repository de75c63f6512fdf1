package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.deploy.Deployer;
import dev.agentgateway.kubernetes.deploy.Labels;
import dev.agentgateway.kubernetes.distribution.Distribution;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import dev.agentgateway.snapshot.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Where the controller stands: what else a status needs to know.
///
/// @param controllerNames that are ours
/// @param controllerName what is written where no GatewayClass says it
/// @param addresses of Gateways
/// @param unbound doors that could not be bound, and why
/// @param deployer null where nothing is deployed; else a Gateway's addresses are those of its
///   Service
/// @param distribution null where no data planes are fed
/// @param alone whether no other controller is there, so that what names nobody is ours to answer
public record Place(
    Objects objects,
    Set<String> controllerNames,
    String controllerName,
    List<String> addresses,
    Map<Door, String> unbound,
    @Nullable Deployer deployer,
    @Nullable Distribution distribution,
    boolean alone) {

  private static final String GROUP = "gateway.networking.k8s.io";

  public Place {
    controllerNames = Set.copyOf(controllerNames);
    addresses = List.copyOf(addresses);
    unbound = Map.copyOf(unbound);
  }

  boolean deployed() {
    return deployer != null;
  }

  /// Why a Gateway's data planes are not as they should be; empty when they are.
  String undeployed(ResourceKey gateway) {
    return deployer == null ? "" : deployer.failure(gateway);
  }

  /// What a Gateway's data planes could not let take force; empty when all of it is.
  List<String> refused(ResourceKey gateway) {
    return distribution == null
        ? List.of()
        : distribution.replicas(gateway).stream()
            .flatMap(each ->
                each.refusals().stream().map(what -> "data plane " + each.name() + ": " + what))
            .sorted()
            .toList();
  }

  /// As who we speak of a Gateway, or of what belongs to none.
  String controllerOf(ResourceKey gateway) {
    if (gateway.kind().equals("Gateway")) {
      Live live = objects.find(gateway);
      String name = live == null ? "" : live.spec().path("gatewayClassName").asString("");
      Live gatewayClass = objects.find(new ResourceKey(GROUP, "GatewayClass", "", name));
      if (gatewayClass != null) {
        String controller = gatewayClass.spec().path("controllerName").asString("");
        return controllerNames.contains(controller) ? controller : controllerName;
      }
    }
    return controllerName;
  }

  /// The addresses of the Service that was deployed for a Gateway; empty while it has none.
  List<JsonNode> serviceAddresses(ResourceKey gateway) {
    List<JsonNode> addresses = new ArrayList<>();
    ResourceKey key =
        new ResourceKey("", "Service", gateway.namespace(), Labels.cut(gateway.name()));
    Live service = objects.find(key);
    if (service == null || !gateway.equals(objects.ownerOf(key))) {
      return addresses;
    }
    for (JsonNode each : service.status().path("loadBalancer").path("ingress")) {
      String ip = each.path("ip").asString("");
      String value = ip.isEmpty() ? each.path("hostname").asString("") : ip;
      addresses.add(address(ip.isEmpty() ? "Hostname" : "IPAddress", value));
    }
    String own = service.spec().path("clusterIP").asString("");
    boolean isInner = !service.spec().path("type").asString("").equals("LoadBalancer");
    if (isInner && !own.isEmpty() && !own.equals("None")) {
      addresses.add(address("IPAddress", own));
    }
    return addresses;
  }

  static JsonNode address(String type, String value) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("value", value);
  }

  /// Whether it is ours to say what became of something at this parent.
  boolean answersFor(ResourceKey parent) {
    return alone || objects.find(parent) != null;
  }
}
