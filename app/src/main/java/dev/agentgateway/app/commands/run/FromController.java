package dev.agentgateway.app.commands.run;

import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.dataplane.ControllerResources;
import dev.agentgateway.app.run.Banner;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.kubernetes.subscription.SubscriptionOptions;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// Runs what a controller says. In a class of its own, so that a start from files loads none of it.
record FromController(
    ControllerOptions controller,
    Path authorities,
    GatewayOptions options,
    LogOptions log,
    OutputStream lines,
    PrintWriter err) {

  int run() throws StartException, InterruptedException {
    ControllerResources resources =
        new ControllerResources(
            SubscriptionOptions.of(
                controller.controller(), controller.gateway(), controller.token(), authorities));
    try (Gateway gateway = Gateway.start(options, resources, lines)) {
      Banner.tellWith(
          List.of("resources of Gateway " + controller.gateway() + " from its controller"),
          gateway,
          log,
          err);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("drain")
                  .unstarted(() -> gateway.closeAfter(controller.linger())));
      gateway.awaitEnd();
    }
    return 0;
  }
}
