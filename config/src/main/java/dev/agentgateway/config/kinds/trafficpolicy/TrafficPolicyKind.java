package dev.agentgateway.config.kinds.trafficpolicy;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.PolicyTargets;
import dev.agentgateway.config.kind.PolicyTargets.Ref;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections.Section;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.trafficpolicy.TrafficPolicy.Spec;
import dev.agentgateway.config.kinds.trafficpolicy.TrafficPolicy.TargetRef;
import dev.agentgateway.config.kinds.trafficpolicy.TrafficPolicy.TargetSelector;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.policy.Site;
import dev.agentgateway.schema.Fault.Severity;
import java.util.ArrayList;
import java.util.List;

/// Attaches settings to Gateways and routes.
public final class TrafficPolicyKind implements Kind<TrafficPolicy> {

  private static final List<GroupKind> TARGETS =
      List.of(
          new GroupKind("gateway.networking.k8s.io", "Gateway"),
          new GroupKind("gateway.networking.k8s.io", "HTTPRoute"));

  @Override
  public String group() {
    return "gateway.kgateway.dev";
  }

  @Override
  public String name() {
    return "TrafficPolicy";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<TrafficPolicy> type() {
    return TrafficPolicy.class;
  }

  @Override
  public List<Problem> check(Resource<TrafficPolicy> resource, Workspace workspace) {
    List<Problem> problems = new ArrayList<>();
    sections(resource, workspace).forEach(each -> problems.addAll(each.problems()));
    return problems;
  }

  @Override
  public void declare(Resource<TrafficPolicy> resource, Workspace workspace) {
    List<Setting> settings = new ArrayList<>();
    sections(resource, workspace).forEach(each -> settings.addAll(each.settings()));
    targets(resource, workspace)
        .attach(refs(resource.record().spec()), new Settings(settings, null, null));
  }

  @Override
  public void conclude(Resource<TrafficPolicy> resource, Workspace workspace) {
    String fault = "";
    for (Section section : sections(resource, workspace)) {
      for (Problem problem : section.problems()) {
        if (problem.severity() == Severity.ERROR) {
          fault = problem.path() + ": " + problem.cause();
        }
      }
    }
    targets(resource, workspace).conclude(refs(resource.record().spec()), fault);
  }

  private static PolicyTargets targets(Resource<TrafficPolicy> resource, Workspace workspace) {
    return new PolicyTargets(resource, TARGETS, workspace);
  }

  private static List<Section> sections(Resource<TrafficPolicy> resource, Workspace workspace) {
    Spec spec = resource.record().spec();
    List<Section> sections = new ArrayList<>();
    sections.add(
        workspace.sections().compile(resource, "spec", "TrafficPolicy", spec.members(), Site.ANY));
    if (spec.ai() != null) {
      sections.add(
          workspace
              .sections()
              .compile(resource, "spec.ai", "TrafficPolicy.ai", spec.ai().members(), Site.ANY));
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
