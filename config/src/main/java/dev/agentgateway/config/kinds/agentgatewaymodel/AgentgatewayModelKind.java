package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.config.connection.BrokenDestination;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import java.util.List;

/// Models by their names. Rules of routes send to all models of a namespace, under the name `*`.
public final class AgentgatewayModelKind implements Kind<AgentgatewayModel> {

  private static final String ALL = "*";

  @Override
  public String group() {
    return "agentgateway.dev";
  }

  @Override
  public String name() {
    return "AgentgatewayModel";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<AgentgatewayModel> type() {
    return AgentgatewayModel.class;
  }

  @Override
  public boolean isDestination() {
    return true;
  }

  @Override
  public List<Problem> check(Resource<AgentgatewayModel> resource, Workspace workspace) {
    return ModelPlan.check(resource);
  }

  @Override
  public void declare(Resource<AgentgatewayModel> resource, Workspace workspace) {
    ResourceKey key = resource.key();
    workspace.destination(
        key, new BrokenDestination(key, "routes send to all models of a namespace: name \"*\""));
    all(resource, workspace).add(ModelPlan.of(resource, workspace));
  }

  @Override
  public void conclude(Resource<AgentgatewayModel> resource, Workspace workspace) {
    new ModelReport(resource, workspace, all(resource, workspace)).conclude();
  }

  private AllModels all(Resource<AgentgatewayModel> resource, Workspace workspace) {
    ResourceKey key = new ResourceKey(group(), name(), resource.namespace(), ALL);
    if (workspace.findDestination(key) instanceof AllModels known) {
      return known;
    }
    AllModels made = new AllModels(key, workspace);
    workspace.destination(key, made);
    return made;
  }
}
