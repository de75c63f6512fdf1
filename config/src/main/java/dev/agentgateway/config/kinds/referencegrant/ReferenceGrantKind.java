package dev.agentgateway.config.kinds.referencegrant;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import java.util.List;

/// Notes who may refer to what.
public final class ReferenceGrantKind implements Kind<ReferenceGrant> {

  @Override
  public String group() {
    return "gateway.networking.k8s.io";
  }

  @Override
  public String name() {
    return "ReferenceGrant";
  }

  @Override
  public List<String> versions() {
    return List.of("v1", "v1beta1");
  }

  @Override
  public Class<ReferenceGrant> type() {
    return ReferenceGrant.class;
  }

  @Override
  public void declare(Resource<ReferenceGrant> resource, Workspace workspace) {
    for (ReferenceGrant.From from : resource.record().spec().from()) {
      for (ReferenceGrant.To to : resource.record().spec().to()) {
        workspace
            .grants()
            .grant(
                resource.namespace(),
                new GroupKind(from.group(), from.kind()),
                from.namespace(),
                new GroupKind(to.group(), to.kind()),
                to.name());
      }
    }
  }
}
