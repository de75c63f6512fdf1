package dev.agentgateway.app.commands.run;

import dev.agentgateway.app.cluster.ClusterResources;
import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.run.Banner;
import dev.agentgateway.app.run.Ending;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.kubernetes.api.Access;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;

/// Runs what an API server holds. In a class of its own, so that a start from files loads none of
/// it.
record FromApi(
    ApiOptions api, GatewayOptions options, LogOptions log, OutputStream lines, PrintWriter err) {

  int run() throws StartException, InterruptedException {
    Path kubeconfig = api.kubeconfig();
    if (kubeconfig != null) {
      Access access = new Access(kubeconfig, api.context());
      ClusterResources resources =
          api.addresses() == null
              ? ClusterResources.of(access, addresses())
              : ClusterResources.of(access, api.addresses());
      serve(resources, List.of("resources from " + resources.url()), () -> {});
      return 0;
    }
    try (EmbeddedApi embedded = EmbeddedApi.open(api.stateFolder(), api.port())) {
      ClusterResources resources = ClusterResources.of(embedded, addresses());
      serve(
          resources,
          List.of(
              "API on " + resources.url() + "; for kubectl:",
              "  export KUBECONFIG=" + embedded.kubeconfig().toAbsolutePath()),
          embedded::close);
    }
    return 0;
  }

  private void serve(ClusterResources resources, List<String> notes, Runnable after)
      throws StartException, InterruptedException {
    try (Gateway gateway = Gateway.start(options, resources, lines)) {
      Banner.tellWith(notes, gateway, log, err);
      Ending.serve(gateway, after);
    }
  }

  /// Where Gateways can be reached, as their statuses show it.
  private List<String> addresses() {
    InetAddress bind = options.bind();
    if (!bind.isAnyLocalAddress()) {
      return List.of(bind.getHostAddress());
    }
    try {
      return List.of(
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
              .findFirst()
              .orElse(InetAddress.getLoopbackAddress())
              .getHostAddress());
    } catch (SocketException e) {
      return List.of(InetAddress.getLoopbackAddress().getHostAddress());
    }
  }
}
