package dev.agentgateway.config.kinds.configmap;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.List;

/// Keeps plain values for those who refer to them.
public final class ConfigMapKind implements Kind<ConfigMap> {

  @Override
  public String group() {
    return "";
  }

  @Override
  public String name() {
    return "ConfigMap";
  }

  @Override
  public List<String> versions() {
    return List.of("v1");
  }

  @Override
  public Class<ConfigMap> type() {
    return ConfigMap.class;
  }

  @Override
  public void declare(Resource<ConfigMap> resource, Workspace workspace) {
    workspace.configMap(resource.key().id(), resource.record().data());
  }
}
