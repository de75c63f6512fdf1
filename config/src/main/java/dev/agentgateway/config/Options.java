package dev.agentgateway.config;

import dev.agentgateway.config.addresses.Addressing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds for resources that do not say it.
///
/// @param namespace of resources that name none
/// @param gatewayClass exists without being written
/// @param controllerNames GatewayClasses with one of them are ours
/// @param services `NAME.NAMESPACE:PORT` of Services that exist without being written
/// @param addressing null where all Gateways share the addresses of the machine
public record Options(
    String namespace,
    String gatewayClass,
    Set<String> controllerNames,
    Set<String> services,
    @Nullable Addressing addressing) {

  public static final Options DEFAULT =
      new Options(
          "default",
          "agentgateway",
          Set.of("agentgateway.dev/agentgateway", "kgateway.dev/agentgateway"),
          Set.of(),
          null);

  public Options {
    controllerNames = Set.copyOf(controllerNames);
    services = Set.copyOf(services);
  }

  public Options withNamespace(String changed) {
    return new Options(changed, gatewayClass, controllerNames, services, addressing);
  }

  public Options withServices(Set<String> changed) {
    return new Options(namespace, gatewayClass, controllerNames, changed, addressing);
  }

  public Options withAddressing(@Nullable Addressing changed) {
    return new Options(namespace, gatewayClass, controllerNames, services, changed);
  }
}
