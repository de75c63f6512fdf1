package dev.agentgateway.app.controller;

import dev.agentgateway.kubernetes.api.Access;
import java.net.InetAddress;

/// How a controller is run.
///
/// @param namespace its own, where the Secret with its certificates is
/// @param identity of this replica among several; empty where it is the only one
/// @param service by which data planes find it
/// @param bind where all its ports listen
/// @param image of the data planes that are deployed
/// @param dataPlanePort where data planes get their configuration
public record ControllerSettings(
    Access access,
    String namespace,
    String identity,
    String service,
    String image,
    InetAddress bind,
    int dataPlanePort,
    int healthPort,
    int metricsPort) {}
