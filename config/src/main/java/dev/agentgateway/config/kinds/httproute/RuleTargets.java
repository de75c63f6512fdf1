package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Destination.Reach;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.httproute.HttpRoute.BackendRef;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Failure;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Route;
import dev.agentgateway.snapshot.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule with what its references came to.
final class RuleTargets {

  private static final GroupKind ROUTE = new GroupKind("gateway.networking.k8s.io", "HTTPRoute");

  private final Resource<HttpRoute> resource;
  private final Workspace workspace;
  private final RulePlan rule;
  private final List<Settings> own = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  /// @param destination null when it cannot be reached
  /// @param failure what requests get then
  /// @param filters of this reference alone
  private record Reference(
      BackendRef ref,
      ResourceKey key,
      @Nullable Destination destination,
      Failure failure,
      List<Settings> filters) {}

  private RuleTargets(Resource<HttpRoute> resource, Workspace workspace, RulePlan rule) {
    this.resource = resource;
    this.workspace = workspace;
    this.rule = rule;
  }

  /// @param unresolved takes references that cannot be resolved
  static RuleTargets of(
      Resource<HttpRoute> resource, Workspace workspace, RulePlan rule, List<Problem> unresolved) {
    RuleTargets targets = new RuleTargets(resource, workspace, rule);
    targets.resolve(unresolved);
    return targets;
  }

  private void resolve(List<Problem> unresolved) {
    String path = "spec.rules[" + rule.index() + "]";
    if (rule.written().name() != null) {
      own.addAll(workspace.attachments().at(resource.key(), rule.written().name()));
    }
    Filters filters = new Filters(resource, workspace.sections(), rule.site());
    int before = unresolved.size();
    own.addAll(filters.extensions(workspace, rule.written().filters(), path, unresolved));
    boolean lacksFilter = unresolved.size() > before;
    own.add(rule.settings());
    List<BackendRef> refs = rule.written().backendRefs();
    for (int i = 0; i < refs.size(); i++) {
      Reference reference =
          resolve(refs.get(i), path + ".backendRefs[" + i + "]", filters, unresolved);
      references.add(lacksFilter ? broken(refs.get(i), "a filter is missing") : reference);
    }
    if (lacksFilter && refs.isEmpty()) {
      references.add(
          broken(
              new BackendRef("", "Service", rule.name(), null, null, 1, List.of()),
              "a filter is missing"));
    }
  }

  private Reference resolve(
      BackendRef ref, String path, Filters filters, List<Problem> unresolved) {
    ResourceKey key = key(ref);
    GroupKind kind = new GroupKind(ref.group(), ref.kind());
    String mend = "";
    String reason;
    String cause;
    Destination destination = workspace.findDestination(key);
    if (!workspace.isDestination(kind)) {
      reason = "InvalidKind";
      cause = "referencing unsupported backendRef: " + kind;
    } else if (!workspace
        .grants()
        .allow(ROUTE, resource.namespace(), kind, key.namespace(), key.name())) {
      reason = "RefNotPermitted";
      cause =
          "backendRef %s not accessible to a HTTPRoute in namespace \"%s\" (missing a"
                  .formatted(key.id(), resource.namespace())
              + " ReferenceGrant?)";
      mend = "write a ReferenceGrant in namespace " + key.namespace();
    } else if (destination == null) {
      reason = "BackendNotFound";
      cause = notFound(key);
      mend = "write the %s, or mend the name or namespace".formatted(ref.kind());
    } else if (destination.standsAlone() && rule.written().backendRefs().size() > 1) {
      reason = "UnsupportedValue";
      cause = "%s must be the one backendRef of its rule".formatted(ref.kind());
    } else if (destination.reach(ref.port(), ForwardPlan.DEFAULT, Settings.NONE)
        instanceof Reach.Missing(String why, String what)) {
      reason = why;
      cause = what;
    } else {
      List<Settings> own =
          new ArrayList<>(filters.extensions(workspace, ref.filters(), path, unresolved));
      own.add(filters.settings(ref.filters(), path, new ArrayList<>()));
      return new Reference(ref, key, destination, new Failure.NoBackend(""), own);
    }
    unresolved.add(resource.error(path, cause, mend, reason));
    return broken(ref, cause);
  }

  private static String notFound(ResourceKey key) {
    return key.kind().equals("Service")
        ? "backend(%s.%s.svc.cluster.local) not found".formatted(key.name(), key.namespace())
        : "backend %s not found".formatted(key.id());
  }

  private ResourceKey key(BackendRef ref) {
    String namespace = ref.namespace() == null ? resource.namespace() : ref.namespace();
    return new ResourceKey(ref.group(), ref.kind(), namespace, ref.name());
  }

  private Reference broken(BackendRef ref, String cause) {
    return new Reference(ref, key(ref), null, new Failure.NoBackend(cause), List.of());
  }

  /// @param attached what is attached to the Gateway, the listener and the route
  Route route(List<Settings> attached, List<String> hostnames, ListenerSlot listener) {
    List<Settings> levels = new ArrayList<>(attached);
    levels.addAll(own);
    List<Route.Weighted> weighted = new ArrayList<>();
    for (Reference reference : references) {
      weighted.add(weighted(reference, levels, listener));
    }
    return new Route(
        resource.key().id(),
        rule.name(),
        rule.index(),
        resource.metadata().created(),
        hostnames,
        rule.matches(),
        Sections.combine(levels),
        weighted);
  }

  private Route.Weighted weighted(
      Reference reference, List<Settings> levels, ListenerSlot listener) {
    BackendRef ref = reference.ref();
    if (reference.destination() == null) {
      return new Route.Weighted(
          ref.weight(), new Target.Broken(reference.key().id(), reference.failure()), List.of());
    }
    workspace.uses().use(reference.key(), listener.gateway());
    Destination destination =
        reference.destination().seenFrom(resource.key(), rule.written().name(), listener);
    List<Settings> below = new ArrayList<>(destination.settings(ref.port()));
    below.addAll(reference.filters());
    List<Settings> all = new ArrayList<>(levels);
    all.addAll(below);
    Reach reach = destination.reach(ref.port(), Sections.plan(all), Settings.connection(levels));
    Target target =
        switch (reach) {
          case Reach.Found(Target found) -> found;
          case Reach.Missing(String _, String cause) ->
              new Target.Broken(reference.key().id(), new Failure.NoBackend(cause));
        };
    return new Route.Weighted(ref.weight(), target, Sections.combine(below));
  }
}
