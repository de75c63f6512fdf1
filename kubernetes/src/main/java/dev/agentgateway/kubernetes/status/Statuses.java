package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.objects.Live;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an object's status should be, in the shape of its kind.
public final class Statuses {

  private Statuses() {}

  /// Null when the object has no status of ours.
  public static @Nullable ObjectNode of(
      ResourceStatus status, Live live, Place place, Instant now) {
    Conditions conditions = new Conditions(status.generation(), now);
    return switch (live.key().kind()) {
      case "GatewayClass" -> ofClass(status, live, place, conditions);
      case "Gateway" -> GatewayStatus.of(status, live, place, conditions);
      case "HTTPRoute", "AgentgatewayModel" ->
          Relations.PARENTS.write(status, live, place, conditions);
      case "AgentgatewayPolicy", "TrafficPolicy", "BackendTLSPolicy" ->
          Relations.ANCESTORS.write(status, live, place, conditions);
      case "AgentgatewayBackend", "Backend" -> plain(status, live, conditions);
      default -> null;
    };
  }

  private static @Nullable ObjectNode ofClass(
      ResourceStatus status, Live live, Place place, Conditions conditions) {
    if (!place.controllerNames().contains(live.spec().path("controllerName").asString(""))) {
      return null;
    }
    ObjectNode node = plain(status, live, conditions);
    ArrayNode features = JsonNodeFactory.instance.arrayNode();
    Features.supported(place.deployed()).forEach(each -> features.addObject().put("name", each));
    if (node != null) {
      node.set("supportedFeatures", features);
    }
    return node;
  }

  private static @Nullable ObjectNode plain(
      ResourceStatus status, Live live, Conditions conditions) {
    if (status.conditions().isEmpty()) {
      return null;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("conditions", conditions.write(status.conditions(), live.status().path("conditions")));
    return node;
  }
}
