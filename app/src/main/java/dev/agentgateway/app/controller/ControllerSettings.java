package dev.agentgateway.app.controller;

import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.objects.Scope;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How a controller is run.
///
/// @param namespace its own, where the Secret with its certificates is
/// @param identity of this replica among several; empty where it is the only one
/// @param service by which data planes find it
/// @param bind where all its ports listen
/// @param image of the data planes that are deployed
/// @param dataPlanePort where data planes get their configuration
/// @param scope what of the cluster is looked at
/// @param classParameters what `parametersRef` our GatewayClass has; null for what it has
public record ControllerSettings(
    Access access,
    String namespace,
    String identity,
    String service,
    String image,
    InetAddress bind,
    int dataPlanePort,
    int healthPort,
    int metricsPort,
    Scope scope,
    @Nullable ObjectNode classParameters) {}
