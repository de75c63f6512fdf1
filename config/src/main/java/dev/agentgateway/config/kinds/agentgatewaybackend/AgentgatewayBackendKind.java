package dev.agentgateway.config.kinds.agentgatewaybackend;

import dev.agentgateway.config.connection.AiDestination;
import dev.agentgateway.config.connection.BackendReport;
import dev.agentgateway.config.connection.BrokenDestination;
import dev.agentgateway.config.connection.HostDestination;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import java.util.List;

/// A destination of routes: AI providers, or a fixed host.
public final class AgentgatewayBackendKind implements Kind<AgentgatewayBackend> {

  @Override
  public String group() {
    return "agentgateway.dev";
  }

  @Override
  public String name() {
    return "AgentgatewayBackend";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<AgentgatewayBackend> type() {
    return AgentgatewayBackend.class;
  }

  @Override
  public boolean isDestination() {
    return true;
  }

  @Override
  public List<Problem> check(Resource<AgentgatewayBackend> resource, Workspace workspace) {
    return new BackendPlan(resource, workspace).check();
  }

  @Override
  public void declare(Resource<AgentgatewayBackend> resource, Workspace workspace) {
    Destination destination = destination(resource, workspace);
    List<String> providers =
        destination instanceof AiDestination ai
            ? ai.groups().stream().flatMap(List::stream).map(ProviderPlan::name).toList()
            : List.of();
    workspace.target(resource, providers);
    workspace.destination(resource.key(), destination);
  }

  @Override
  public void conclude(Resource<AgentgatewayBackend> resource, Workspace workspace) {
    BackendReport.conclude(resource, workspace);
  }

  private static Destination destination(
      Resource<AgentgatewayBackend> resource, Workspace workspace) {
    AgentgatewayBackend.Spec spec = resource.record().spec();
    BackendPlan plan = new BackendPlan(resource, workspace);
    Settings inline = plan.settings("spec.policies", spec.policies());
    AgentgatewayBackend.StaticHost fixed = spec.fixed();
    if (fixed != null && fixed.host() != null && fixed.port() != null) {
      return new HostDestination(resource.key(), fixed.host(), fixed.port(), inline, workspace);
    }
    if (spec.ai() != null && plan.hasProviders(spec.ai())) {
      return new AiDestination(resource.key(), plan.groups(spec.ai()), inline, workspace);
    }
    return new BrokenDestination(resource.key(), "nothing in it is acted on yet");
  }
}
