package dev.agentgateway.config.kinds.agentgatewaypolicy;

import dev.agentgateway.config.connection.ConnectionSettings;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.PolicyTargets;
import dev.agentgateway.config.kind.PolicyTargets.Ref;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections.Section;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewaypolicy.AgentgatewayPolicy.Backend;
import dev.agentgateway.config.kinds.agentgatewaypolicy.AgentgatewayPolicy.Spec;
import dev.agentgateway.config.kinds.agentgatewaypolicy.AgentgatewayPolicy.TargetRef;
import dev.agentgateway.config.kinds.agentgatewaypolicy.AgentgatewayPolicy.TargetSelector;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.policy.Site;
import java.util.ArrayList;
import java.util.List;

/// Attaches settings to Gateways, routes, Services and backends.
public final class AgentgatewayPolicyKind implements Kind<AgentgatewayPolicy> {

  private static final String FAMILY = "AgentgatewayPolicy";
  private static final GroupKind GATEWAY = new GroupKind("gateway.networking.k8s.io", "Gateway");
  private static final GroupKind ROUTE = new GroupKind("gateway.networking.k8s.io", "HTTPRoute");
  private static final List<GroupKind> TARGETS =
      List.of(
          GATEWAY,
          ROUTE,
          new GroupKind("agentgateway.dev", "AgentgatewayBackend"),
          new GroupKind("", "Service"));

  @Override
  public String group() {
    return "agentgateway.dev";
  }

  @Override
  public String name() {
    return "AgentgatewayPolicy";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<AgentgatewayPolicy> type() {
    return AgentgatewayPolicy.class;
  }

  @Override
  public List<Problem> check(Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    List<Problem> problems = targetFaults(resource);
    sections(resource, workspace).forEach(each -> problems.addAll(each.problems()));
    AgentgatewayPolicy.Traffic traffic = resource.record().spec().traffic();
    if (traffic != null && "PreRouting".equals(traffic.phase())) {
      problems.add(
          resource.warning(
              "spec.traffic.phase",
              "phase PreRouting is not acted on yet: the settings hold once a route is chosen",
              "expect nothing of them for requests that match no route",
              "UnsupportedValue"));
    }
    return problems;
  }

  /// Targets that these settings cannot have.
  private static List<Problem> targetFaults(Resource<AgentgatewayPolicy> resource) {
    List<Problem> problems = new ArrayList<>();
    Spec spec = resource.record().spec();
    List<Ref> refs = refs(spec);
    for (Ref ref : refs) {
      if (!ref.kind().equals(refs.getFirst().kind())) {
        problems.add(
            resource.error(
                ref.at(),
                "targets of several kinds (expected: one kind)",
                "write a policy for each kind",
                "Invalid"));
      } else if (spec.traffic() != null
          && TARGETS.contains(ref.kind())
          && !ref.kind().equals(GATEWAY)
          && !ref.kind().equals(ROUTE)) {
        problems.add(
            resource.error(
                ref.at(),
                "traffic targets a %s (expected: Gateway or HTTPRoute)"
                    .formatted(ref.kind().kind()),
                "move it to backend, or target the route",
                "Invalid"));
      } else if (spec.frontend() != null && !ref.kind().equals(GATEWAY)) {
        problems.add(
            resource.error(
                ref.at(),
                "frontend targets a %s (expected: Gateway)".formatted(ref.kind().kind()),
                "",
                "Invalid"));
      }
    }
    return problems;
  }

  @Override
  public void declare(Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    if (!targetFaults(resource).isEmpty()) {
      return;
    }
    targets(resource, workspace)
        .attach(refs(resource.record().spec()), settings(resource, workspace));
  }

  @Override
  public void conclude(Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    List<Problem> misplaced = targetFaults(resource);
    if (!misplaced.isEmpty()) {
      targets(resource, workspace)
          .refuse(refs(resource.record().spec()), misplaced.getFirst().cause());
      return;
    }
    Settings settings = settings(resource, workspace);
    String fault = "";
    for (Section section : sections(resource, workspace)) {
      for (Problem problem : section.problems()) {
        if (problem.severity() == dev.agentgateway.schema.Fault.Severity.ERROR) {
          fault = problem.path() + ": " + problem.cause();
        }
      }
    }
    if (settings.credential() != null && settings.credential().value() == null) {
      fault = "failed to build auth: " + settings.credential().cause();
      workspace.book().report(resource.error("spec.backend.auth", fault, "", "PartiallyValid"));
    }
    if (settings.tls() != null && settings.tls().value() == null) {
      fault = "failed to build tls: " + settings.tls().cause();
      workspace.book().report(resource.error("spec.backend.tls", fault, "", "PartiallyValid"));
    }
    targets(resource, workspace).conclude(refs(resource.record().spec()), fault);
  }

  private static PolicyTargets targets(Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    return new PolicyTargets(resource, TARGETS, workspace);
  }

  private static Settings settings(Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    List<Setting> settings = new ArrayList<>();
    sections(resource, workspace).forEach(each -> settings.addAll(each.settings()));
    Backend backend = resource.record().spec().backend();
    if (backend == null) {
      return new Settings(settings, null, null);
    }
    return ConnectionSettings.with(settings, backend.members(), resource.namespace(), workspace);
  }

  private static List<Section> sections(
      Resource<AgentgatewayPolicy> resource, Workspace workspace) {
    Spec spec = resource.record().spec();
    List<Section> sections = new ArrayList<>();
    if (spec.frontend() != null) {
      sections.add(
          workspace
              .sections()
              .compile(
                  resource,
                  "spec.frontend",
                  FAMILY + ".frontend",
                  spec.frontend().members(),
                  Site.ANY));
    }
    if (spec.traffic() != null) {
      sections.add(
          workspace
              .sections()
              .compile(
                  resource,
                  "spec.traffic",
                  FAMILY + ".traffic",
                  spec.traffic().members(),
                  Site.ANY));
    }
    if (spec.backend() != null) {
      sections.add(
          workspace
              .sections()
              .compile(
                  resource,
                  "spec.backend",
                  FAMILY + ".backend",
                  spec.backend().members(),
                  Site.ANY));
      if (spec.backend().ai() != null) {
        sections.add(
            workspace
                .sections()
                .compile(
                    resource,
                    "spec.backend.ai",
                    FAMILY + ".backend.ai",
                    spec.backend().ai().members(),
                    Site.ANY));
      }
    }
    return sections;
  }

  private static List<Ref> refs(Spec spec) {
    List<Ref> refs = new ArrayList<>();
    for (int i = 0; i < spec.targetRefs().size(); i++) {
      TargetRef ref = spec.targetRefs().get(i);
      refs.add(
          new Ref(
              new GroupKind(ref.group(), ref.kind()),
              ref.name(),
              null,
              ref.sectionName(),
              "spec.targetRefs[" + i + "]"));
    }
    for (int i = 0; i < spec.targetSelectors().size(); i++) {
      TargetSelector selector = spec.targetSelectors().get(i);
      refs.add(
          new Ref(
              new GroupKind(selector.group(), selector.kind()),
              null,
              selector.matchLabels(),
              selector.sectionName(),
              "spec.targetSelectors[" + i + "]"));
    }
    return refs;
  }
}
