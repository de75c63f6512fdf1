package dev.agentgateway.app.dataplane;

import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.app.distribution.DistributionPort;
import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.config.Options;
import dev.agentgateway.kubernetes.Cluster;
import dev.agentgateway.kubernetes.ClusterOptions;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.distribution.Counts;
import dev.agentgateway.kubernetes.subscription.SubscriptionOptions;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An API server, a controller, and data planes that are started as pods would be.
final class RunningController implements AutoCloseable {

  private final Path folder;
  private final EmbeddedApi api;
  private final Kubectl kubectl;
  private final Path authorities;
  private Cluster cluster;
  private DistributionPort port;

  RunningController(Path folder) throws Exception {
    this.folder = folder;
    this.api = EmbeddedApi.open(Files.createDirectory(folder.resolve("state")), 0);
    this.kubectl = new Kubectl(api.kubeconfig(), folder);
    this.authorities = folder.resolve("ca.crt");
    start(0);
  }

  private void start(int at) throws Exception {
    cluster =
        Cluster.connect(
            new ClusterOptions(
                new Access(api.kubeconfig(), null),
                Options.DEFAULT,
                List.of("127.0.0.1"),
                true,
                Duration.ofSeconds(30)));
    port =
        DistributionPort.open(
            cluster,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), at),
            "agentgateway-system",
            "agentgateway",
            pem -> write(authorities, pem));
    cluster.start(_ -> Map.of());
  }

  /// The controller ends; the API server stays.
  void stop() {
    port.close();
    cluster.close();
  }

  /// A controller comes back where the one before was.
  void startAgain() throws Exception {
    start(port.address().getPort());
  }

  Kubectl kubectl() {
    return kubectl;
  }

  DistributionPort port() {
    return port;
  }

  Counts counts() {
    return port.distribution().counts();
  }

  Path authorities() {
    return authorities;
  }

  String url() {
    return "https://127.0.0.1:" + port.address().getPort();
  }

  /// A file with a token for a service account, which is made.
  Path token(String namespace, String account, String audience) throws Exception {
    kubectl.apply(
        "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"}}"
            .formatted(account, namespace));
    String token =
        kubectl.run("create", "token", account, "-n", namespace, "--audience", audience).strip();
    return Files.writeString(Files.createTempFile(folder, "token", ""), token);
  }

  /// How a data plane of a Gateway asks.
  SubscriptionOptions subscription(String namespace, String gateway) throws Exception {
    return new SubscriptionOptions(
        URI.create(url()),
        namespace + "/" + gateway,
        token(namespace, gateway, "agentgateway"),
        authorities,
        Duration.ofSeconds(30),
        Duration.ofMillis(20),
        Duration.ofMillis(200));
  }

  /// Starts a data plane; returns when it has its configuration.
  static Gateway start(ControllerResources resources, Map<Integer, Integer> ports)
      throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return Gateway.start(
        new GatewayOptions(
            List.of(),
            Map.of(),
            "",
            loopback,
            loopback,
            loopback,
            0,
            0,
            0,
            ports,
            Duration.ofSeconds(1),
            1,
            LogFormat.TEXT),
        resources,
        OutputStream.nullOutputStream());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    api.close();
  }
}
