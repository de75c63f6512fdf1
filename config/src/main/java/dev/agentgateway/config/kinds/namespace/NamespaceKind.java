package dev.agentgateway.config.kinds.namespace;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.List;

/// Gives labels to a namespace.
public final class NamespaceKind implements Kind<Namespace> {

  @Override
  public String group() {
    return "";
  }

  @Override
  public String name() {
    return "Namespace";
  }

  @Override
  public List<String> versions() {
    return List.of("v1");
  }

  @Override
  public Class<Namespace> type() {
    return Namespace.class;
  }

  @Override
  public boolean isNamespaced() {
    return false;
  }

  @Override
  public void declare(Resource<Namespace> resource, Workspace workspace) {
    workspace.namespace(resource.key().name(), resource.metadata().labels());
  }
}
