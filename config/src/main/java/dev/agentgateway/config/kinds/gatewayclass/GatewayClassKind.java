package dev.agentgateway.config.kinds.gatewayclass;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.gatewayclass.GatewayClass.ParametersRef;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import java.util.List;

/// Classes of ours are accepted; those of others are left alone.
public final class GatewayClassKind implements Kind<GatewayClass> {

  @Override
  public String group() {
    return "gateway.networking.k8s.io";
  }

  @Override
  public String name() {
    return "GatewayClass";
  }

  @Override
  public List<String> versions() {
    return List.of("v1", "v1beta1");
  }

  @Override
  public Class<GatewayClass> type() {
    return GatewayClass.class;
  }

  @Override
  public boolean isNamespaced() {
    return false;
  }

  @Override
  public void declare(Resource<GatewayClass> resource, Workspace workspace) {
    if (workspace.isController(resource.record().spec().controllerName())) {
      workspace.gateways().serve(resource.key().name());
    } else {
      workspace.gateways().leave(resource.key().name());
    }
  }

  @Override
  public void conclude(Resource<GatewayClass> resource, Workspace workspace) {
    if (!workspace.gateways().serves(resource.key().name())) {
      return;
    }
    ParametersRef ref = resource.record().spec().parametersRef();
    String fault =
        ref == null ? null : workspace.parameters().refer(resource.key().name(), key(ref));
    if (fault != null) {
      workspace
          .book()
          .fail(resource.key(), new Subject.Whole(), "Accepted", "InvalidParameters", fault);
      workspace
          .book()
          .report(
              resource.error(
                  "spec.parametersRef",
                  fault,
                  "write the parameters, or mend the reference",
                  "InvalidParameters"));
    } else {
      workspace
          .book()
          .hold(
              resource.key(),
              new Subject.Whole(),
              "Accepted",
              "Accepted",
              "GatewayClass accepted by agentgateway controller");
    }
  }

  private static ResourceKey key(ParametersRef ref) {
    String namespace = ref.namespace();
    return new ResourceKey(ref.group(), ref.kind(), namespace == null ? "" : namespace, ref.name());
  }
}
