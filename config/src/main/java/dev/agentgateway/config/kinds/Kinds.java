package dev.agentgateway.config.kinds;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kinds.agentgatewaybackend.AgentgatewayBackendKind;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModelKind;
import dev.agentgateway.config.kinds.agentgatewayparameters.AgentgatewayParametersKind;
import dev.agentgateway.config.kinds.agentgatewaypolicy.AgentgatewayPolicyKind;
import dev.agentgateway.config.kinds.backend.BackendKind;
import dev.agentgateway.config.kinds.backendtlspolicy.BackendTlsPolicyKind;
import dev.agentgateway.config.kinds.configmap.ConfigMapKind;
import dev.agentgateway.config.kinds.directresponse.DirectResponseKind;
import dev.agentgateway.config.kinds.endpointslice.EndpointSliceKind;
import dev.agentgateway.config.kinds.gateway.GatewayKind;
import dev.agentgateway.config.kinds.gatewayclass.GatewayClassKind;
import dev.agentgateway.config.kinds.gatewayparameters.GatewayParametersKind;
import dev.agentgateway.config.kinds.httproute.HttpRouteKind;
import dev.agentgateway.config.kinds.namespace.NamespaceKind;
import dev.agentgateway.config.kinds.referencegrant.ReferenceGrantKind;
import dev.agentgateway.config.kinds.secret.SecretKind;
import dev.agentgateway.config.kinds.service.ServiceKind;
import dev.agentgateway.config.kinds.trafficpolicy.TrafficPolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every kind, in the order in which each phase of compiling goes through them: what is referred to
/// comes before what refers to it.
public final class Kinds {

  public static final List<Kind<?>> IN_ORDER =
      List.of(
          new NamespaceKind(),
          new ReferenceGrantKind(),
          new SecretKind(),
          new ConfigMapKind(),
          new EndpointSliceKind(),
          new ServiceKind(),
          new AgentgatewayParametersKind(),
          new GatewayParametersKind(),
          new GatewayClassKind(),
          new DirectResponseKind(),
          new AgentgatewayBackendKind(),
          new BackendKind(),
          new HttpRouteKind(),
          new AgentgatewayModelKind(),
          new GatewayKind(),
          new AgentgatewayPolicyKind(),
          new TrafficPolicyKind(),
          new BackendTlsPolicyKind());

  private static final Map<GroupKind, Kind<?>> BY_NAME = new LinkedHashMap<>();

  static {
    for (Kind<?> kind : IN_ORDER) {
      BY_NAME.put(new GroupKind(kind.group(), kind.name()), kind);
    }
  }

  private Kinds() {}

  public static @Nullable Kind<?> find(GroupKind name) {
    return BY_NAME.get(name);
  }
}
