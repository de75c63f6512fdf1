package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.schema.Fault.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Attaches rules to listeners.
public final class HttpRouteKind implements Kind<HttpRoute> {

  @Override
  public String group() {
    return "gateway.networking.k8s.io";
  }

  @Override
  public String name() {
    return "HTTPRoute";
  }

  @Override
  public List<String> versions() {
    return List.of("v1", "v1beta1");
  }

  @Override
  public Class<HttpRoute> type() {
    return HttpRoute.class;
  }

  @Override
  public List<Problem> check(Resource<HttpRoute> resource, Workspace workspace) {
    List<Problem> problems = new ArrayList<>();
    for (RulePlan rule : rules(resource, workspace)) {
      problems.addAll(rule.problems());
    }
    return problems;
  }

  @Override
  public void declare(Resource<HttpRoute> resource, Workspace workspace) {
    List<String> names =
        resource.record().spec().rules().stream()
            .map(HttpRoute.Rule::name)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    workspace.target(resource, names);
  }

  @Override
  public void conclude(Resource<HttpRoute> resource, Workspace workspace) {
    List<RulePlan> rules = rules(resource, workspace);
    List<String> dropped = new ArrayList<>();
    List<RulePlan> whole = new ArrayList<>();
    for (RulePlan rule : rules) {
      boolean holds = rule.problems().stream().noneMatch(each -> each.severity() == Severity.ERROR);
      if (holds) {
        whole.add(rule);
      } else {
        dropped.add(rule.name());
      }
    }
    new RouteAttachment(resource, workspace, whole, dropped).attach();
  }

  private static List<RulePlan> rules(Resource<HttpRoute> resource, Workspace workspace) {
    return workspace
        .plans()
        .of(resource, Rules.class, () -> plan(resource, workspace.sections()))
        .plans();
  }

  private static Rules plan(Resource<HttpRoute> resource, Sections sections) {
    List<RulePlan> rules = new ArrayList<>();
    for (int i = 0; i < resource.record().spec().rules().size(); i++) {
      rules.add(RulePlan.of(resource, sections, i));
    }
    return new Rules(rules);
  }

  private record Rules(List<RulePlan> plans) {

    Rules {
      plans = List.copyOf(plans);
    }
  }
}
