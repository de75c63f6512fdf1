package dev.agentgateway.config.kinds.gatewayparameters;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.List;

/// Is there to be referred to.
public final class GatewayParametersKind implements Kind<GatewayParameters> {

  @Override
  public String group() {
    return "gateway.kgateway.dev";
  }

  @Override
  public String name() {
    return "GatewayParameters";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<GatewayParameters> type() {
    return GatewayParameters.class;
  }

  @Override
  public void declare(Resource<GatewayParameters> resource, Workspace workspace) {
    workspace.parameters().add(resource.key(), null, false);
  }
}
