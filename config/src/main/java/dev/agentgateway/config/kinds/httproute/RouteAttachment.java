package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.config.kind.Book;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.httproute.HttpRoute.ParentRef;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.snapshot.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attaches the rules of one route to the listeners that it names, and tells each parent's outcome.
final class RouteAttachment {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";
  private static final GroupKind ROUTE = new GroupKind(GATEWAY_API, "HTTPRoute");

  private final Resource<HttpRoute> resource;
  private final Workspace workspace;
  private final Book book;
  private final List<String> dropped;
  private final List<RuleTargets> rules = new ArrayList<>();
  private final List<Problem> unresolved = new ArrayList<>();

  /// @param dropped names of rules that cannot be used
  RouteAttachment(
      Resource<HttpRoute> resource,
      Workspace workspace,
      List<RulePlan> whole,
      List<String> dropped) {
    this.resource = resource;
    this.workspace = workspace;
    this.book = workspace.book();
    this.dropped = dropped;
    for (RulePlan rule : whole) {
      rules.add(RuleTargets.of(resource, workspace, rule, unresolved));
    }
  }

  /// Why a parent does not take the route.
  private record Refusal(String reason, String cause, String mend) {}

  void attach() {
    book.report(unresolved);
    List<ParentRef> parents = resource.record().spec().parentRefs();
    if (parents.isEmpty()) {
      book.report(
          resource.warning(
              "spec.parentRefs", "attached to no Gateway", "write parentRefs", "NoMatchingParent"));
    }
    for (int i = 0; i < parents.size(); i++) {
      attach(parents.get(i), "spec.parentRefs[" + i + "]");
    }
  }

  private void attach(ParentRef ref, String path) {
    ResourceKey gateway =
        new ResourceKey(
            ref.group(),
            ref.kind(),
            ref.namespace() == null ? resource.namespace() : ref.namespace(),
            ref.name());
    if (workspace.gateways().isForeign(gateway)) {
      return;
    }
    Optional<Refusal> refusal = attach(ref, gateway);
    Subject subject = new Subject.Parent(gateway, ref.sectionName(), ref.port());
    ResourceKey key = resource.key();
    if (refusal.isPresent()) {
      Refusal why = refusal.get();
      book.fail(key, subject, "Accepted", why.reason(), why.cause());
      book.report(resource.error(path, why.cause(), why.mend(), why.reason()));
    } else if (rules.isEmpty() && !dropped.isEmpty()) {
      book.fail(key, subject, "Accepted", "UnsupportedValue", "no rule can be used");
    } else {
      book.hold(key, subject, "Accepted", "Accepted", "Route is accepted");
    }
    if (!dropped.isEmpty() && !rules.isEmpty()) {
      book.hold(
          key,
          subject,
          "PartiallyInvalid",
          "UnsupportedValue",
          "Dropped Rule: " + String.join(", ", dropped));
    }
    if (unresolved.isEmpty()) {
      book.hold(key, subject, "ResolvedRefs", "ResolvedRefs", "All references are resolved");
    } else {
      Problem first = unresolved.getFirst();
      book.fail(key, subject, "ResolvedRefs", first.reason(), first.cause());
    }
  }

  private Optional<Refusal> attach(ParentRef ref, ResourceKey gateway) {
    if (!ref.group().equals(GATEWAY_API) || !ref.kind().equals("Gateway")) {
      return refused(
          "NoMatchingParent",
          "routes attach to Gateways, not to %s".formatted(new GroupKind(ref.group(), ref.kind())),
          "");
    }
    List<ListenerSlot> slots = workspace.gateways().find(gateway);
    if (slots == null) {
      return refused("NoMatchingParent", "Gateway %s not found".formatted(gateway.id()), nearest());
    }
    List<ListenerSlot> named =
        slots.stream()
            .filter(slot ->
                (ref.sectionName() == null || ref.sectionName().equals(slot.plan().name()))
                    && (ref.port() == null || ref.port() == slot.plan().port()))
            .toList();
    if (named.isEmpty()) {
      return refused(
          "NoMatchingParent",
          "Gateway %s has no such listener (it has: %s)"
              .formatted(
                  gateway.id(),
                  String.join(
                      ", ",
                      slots.stream()
                          .map(slot -> slot.plan().name() + " on " + slot.plan().port())
                          .toList())),
          "");
    }
    List<ListenerSlot> allowed =
        named.stream().filter(slot -> slot.plan().allowed().takes(ROUTE)).toList();
    if (allowed.isEmpty()) {
      return refused(
          "NotAllowedByListeners",
          "kind gateway.networking.k8s.io/v1, Kind=HTTPRoute is not allowed",
          "let the listener's allowedRoutes.kinds name HTTPRoute");
    }
    List<ListenerSlot> admitted =
        allowed.stream()
            .filter(slot -> slot.plan().allowed().admits(resource.namespace()))
            .toList();
    if (admitted.isEmpty()) {
      return refused(
          "NotAllowedByListeners",
          "routes of namespace \"%s\" are not allowed".formatted(resource.namespace()),
          "let the listener's allowedRoutes.namespaces admit it (from: All, or a selector)");
    }
    return attach(admitted);
  }

  private Optional<Refusal> attach(List<ListenerSlot> admitted) {
    List<String> hostnames = resource.record().spec().hostnames();
    boolean isAttached = false;
    for (ListenerSlot slot : admitted) {
      Optional<List<String>> common = Hostnames.common(slot.plan().hostname(), hostnames);
      if (common.isPresent()) {
        isAttached = true;
        slot.attach(resource.key(), routes(slot, common.get()));
      }
    }
    return isAttached
        ? Optional.empty()
        : refused(
            "NoMatchingListenerHostname",
            "no hostname in common with the listener (%s)"
                .formatted(
                    String.join(
                        ", ", admitted.stream().map(slot -> slot.plan().hostname()).toList())),
            "");
  }

  private List<Route> routes(ListenerSlot slot, List<String> hostnames) {
    List<Settings> levels = new ArrayList<>();
    levels.addAll(workspace.attachments().at(slot.gateway(), ""));
    levels.addAll(workspace.attachments().at(slot.gateway(), slot.plan().name()));
    levels.addAll(workspace.attachments().at(resource.key(), ""));
    List<Route> routes = new ArrayList<>();
    for (RuleTargets rule : rules) {
      routes.add(rule.route(levels, hostnames, slot));
    }
    return routes;
  }

  private String nearest() {
    List<String> gateways = new ArrayList<>();
    for (ResourceKey each : workspace.gateways().all()) {
      gateways.add(each.id());
    }
    return gateways.isEmpty()
        ? "write a Gateway of class agentgateway"
        : "Gateways are: " + String.join(", ", gateways.subList(0, Math.min(5, gateways.size())));
  }

  private static Optional<Refusal> refused(String reason, String cause, String mend) {
    return Optional.of(new Refusal(reason, cause, mend));
  }
}
