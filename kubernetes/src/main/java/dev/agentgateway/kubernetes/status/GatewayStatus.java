package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.kubernetes.deploy.Deployer;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.snapshot.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The status of a Gateway: its addresses, and each listener with its routes.
final class GatewayStatus {

  private static final String ROUTES_GROUP = "gateway.networking.k8s.io";
  private static final String NO_ADDRESS = "its Service has no address yet";

  /// Is there while it holds. Programmed stays as it is: the version before runs on.
  private static final String REFUSED = "agentgateway.dev/Refused";

  private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS");

  private final ResourceStatus status;
  private final Live live;
  private final Place place;
  private final Conditions conditions;

  private GatewayStatus(ResourceStatus status, Live live, Place place, Conditions conditions) {
    this.status = status;
    this.live = live;
    this.place = place;
    this.conditions = conditions;
  }

  /// Null for a Gateway of another controller.
  static @Nullable ObjectNode of(
      ResourceStatus status, Live live, Place place, Conditions conditions) {
    return status.conditions().isEmpty()
        ? null
        : new GatewayStatus(status, live, place, conditions).write();
  }

  private ObjectNode write() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode addresses = node.putArray("addresses");
    shown().forEach(addresses::add);
    ArrayNode listeners = JsonNodeFactory.instance.arrayNode();
    Set<String> failed = new TreeSet<>();
    String missing = place.deployed() && addresses.isEmpty() ? NO_ADDRESS : null;
    for (JsonNode listener : live.spec().path("listeners")) {
      String cause = unbound(listener.path("port").asInt(0));
      if (cause != null) {
        failed.add(cause);
      }
      listeners.add(listener(listener, cause));
    }
    node.set(
        "conditions",
        conditions.write(
            refused(
                reachable(
                    deployed(
                        bound(
                            of(new Subject.Whole()),
                            failed.isEmpty() ? null : String.join("; ", failed))),
                    missing)),
            live.status().path("conditions")));
    node.set("listeners", listeners);
    return node;
  }

  private List<JsonNode> shown() {
    if (place.deployed()) {
      return place.serviceAddresses(live.key());
    }
    List<String> own = status.addresses().isEmpty() ? place.addresses() : status.addresses();
    return own.stream().map(each -> Place.address("IPAddress", each)).toList();
  }

  private @Nullable String unbound(int port) {
    for (String own : status.addresses()) {
      String cause = place.unbound().get(new Door(own, port));
      if (cause != null) {
        return cause;
      }
    }
    return place.unbound().get(Door.of(port));
  }

  private ObjectNode listener(JsonNode listener, @Nullable String unbound) {
    String name = listener.path("name").asString("");
    JsonNode before = JsonNodeFactory.instance.objectNode();
    for (JsonNode each : live.status().path("listeners")) {
      if (each.path("name").asString("").equals(name)) {
        before = each;
      }
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", name);
    node.put("attachedRoutes", status.attachedRoutes().getOrDefault(name, 0));
    node.set("supportedKinds", supportedKinds(listener));
    node.set(
        "conditions",
        conditions.write(
            bound(of(new Subject.Listener(name)), unbound), before.path("conditions")));
    return node;
  }

  /// A port that could not be bound serves nothing, whatever else holds.
  private static List<Condition> bound(List<Condition> all, @Nullable String unbound) {
    List<Condition> bound = new ArrayList<>();
    for (Condition each : all) {
      bound.add(
          unbound != null && each.type().equals("Programmed") && each.isTrue()
              ? new Condition(each.subject(), each.type(), false, "Invalid", unbound)
              : each);
    }
    return bound;
  }

  /// What could not be deployed is not programmed; and a Service has one address.
  private List<Condition> deployed(List<Condition> all) {
    String failure = place.undeployed(live.key());
    if (!failure.isEmpty()) {
      return notProgrammed(all, "DeploymentFailed", failure);
    }
    List<String> asked = place.deployed() ? Deployer.addresses(live) : List.of();
    if (asked.size() > 1) {
      return notProgrammed(
          all,
          "AddressNotUsable",
          "its Service can have one address, and the Gateway asks for %d".formatted(asked.size()));
    }
    List<String> given =
        place.serviceAddresses(live.key()).stream()
            .map(each -> each.path("value").asString(""))
            .toList();
    return given.isEmpty() || given.containsAll(asked)
        ? all
        : notProgrammed(
            all,
            "AddressNotUsable",
            "the Gateway asks for %s, and its Service has %s"
                .formatted(asked.getFirst(), String.join(", ", given)));
  }

  /// A Gateway that nobody can reach is not programmed.
  private static List<Condition> reachable(List<Condition> all, @Nullable String missing) {
    return missing == null ? all : notProgrammed(all, "AddressNotAssigned", missing);
  }

  /// A data plane that could not let something take force serves what it had before.
  private List<Condition> refused(List<Condition> all) {
    List<String> causes = place.refused(live.key());
    if (causes.isEmpty()) {
      return all;
    }
    List<Condition> more = new ArrayList<>(all);
    more.add(
        new Condition(
            new Subject.Whole(), REFUSED, true, "RefusedByDataPlane", String.join("; ", causes)));
    return more;
  }

  private static List<Condition> notProgrammed(List<Condition> all, String reason, String cause) {
    return all.stream()
        .map(each ->
            each.type().equals("Programmed") && each.isTrue()
                ? new Condition(each.subject(), each.type(), false, reason, cause)
                : each)
        .toList();
  }

  private List<Condition> of(Subject subject) {
    return status.conditions().stream().filter(each -> each.subject().equals(subject)).toList();
  }

  /// Kinds of routes that the listener takes: those that it names and we know, or all that we know.
  private static ArrayNode supportedKinds(JsonNode listener) {
    ArrayNode kinds = JsonNodeFactory.instance.arrayNode();
    if (!PROTOCOLS.contains(listener.path("protocol").asString(""))) {
      return kinds;
    }
    JsonNode named = listener.path("allowedRoutes").path("kinds");
    boolean isNamed = named.isEmpty();
    for (JsonNode each : named) {
      isNamed |=
          each.path("group").asString(ROUTES_GROUP).equals(ROUTES_GROUP)
              && each.path("kind").asString("").equals("HTTPRoute");
    }
    if (isNamed) {
      kinds.addObject().put("group", ROUTES_GROUP).put("kind", "HTTPRoute");
    }
    return kinds;
  }
}
