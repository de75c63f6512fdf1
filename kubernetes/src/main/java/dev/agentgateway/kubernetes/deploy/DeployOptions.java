package dev.agentgateway.kubernetes.deploy;

import java.util.function.Supplier;

/// What data planes are made of.
///
/// @param image of their container
/// @param controller where they get their configuration: `https://agentgateway.system.svc:9978`
/// @param authorities certificates by which they know it, PEM
public record DeployOptions(String image, String controller, Supplier<String> authorities) {}
