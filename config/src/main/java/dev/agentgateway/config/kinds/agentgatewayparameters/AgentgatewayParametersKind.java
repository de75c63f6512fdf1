package dev.agentgateway.config.kinds.agentgatewayparameters;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewayparameters.AgentgatewayParameters.Spec;
import dev.agentgateway.config.kinds.agentgatewayparameters.AgentgatewayParameters.Workload;
import java.util.List;

/// Is there to be referred to.
public final class AgentgatewayParametersKind implements Kind<AgentgatewayParameters> {

  @Override
  public String group() {
    return "agentgateway.dev";
  }

  @Override
  public String name() {
    return "AgentgatewayParameters";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<AgentgatewayParameters> type() {
    return AgentgatewayParameters.class;
  }

  @Override
  public void declare(Resource<AgentgatewayParameters> resource, Workspace workspace) {
    Spec spec = resource.record().spec();
    Workload workload = spec == null ? null : spec.workload();
    workspace
        .parameters()
        .add(
            resource.key(),
            workload == null ? null : workload.kind().equals("DaemonSet"),
            spec != null && spec.horizontalPodAutoscaler() != null);
  }
}
