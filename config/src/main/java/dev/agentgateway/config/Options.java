package dev.agentgateway.config;

import java.util.Set;

/// What holds for resources that do not say it.
///
/// @param namespace of resources that name none
/// @param gatewayClass exists without being written
/// @param controllerNames GatewayClasses with one of them are ours
public record Options(String namespace, String gatewayClass, Set<String> controllerNames) {

  public static final Options DEFAULT =
      new Options(
          "default",
          "agentgateway",
          Set.of("agentgateway.dev/agentgateway", "kgateway.dev/agentgateway"));

  public Options {
    controllerNames = Set.copyOf(controllerNames);
  }

  public Options withNamespace(String changed) {
    return new Options(changed, gatewayClass, controllerNames);
  }
}
