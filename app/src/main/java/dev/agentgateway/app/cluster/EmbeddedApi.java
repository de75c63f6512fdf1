package dev.agentgateway.app.cluster;

import dev.agentgateway.apiserver.ApiServer;
import dev.agentgateway.apiserver.ApiServerOptions;
import dev.agentgateway.apiserver.access.Credentials;
import dev.agentgateway.apiserver.access.Kubeconfig;
import dev.agentgateway.apiserver.store.StoreFailure;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.http.Server.Named;
import dev.agentgateway.http.Server.ServerTls;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program's own Kubernetes API, on loopback with TLS, and the file by which kubectl finds it.
public final class EmbeddedApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedApi.class);

  private static final int PORT = 16_443;

  /// Where the documentation's pages put things.
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "agentgateway-system", "kgateway-system");

  private final ApiServer server;
  private final Transport transport;
  private final Path kubeconfig;
  private final boolean isEphemeral;

  private EmbeddedApi(ApiServer server, Transport transport, Path kubeconfig, boolean isEphemeral) {
    this.server = server;
    this.transport = transport;
    this.kubeconfig = kubeconfig;
    this.isEphemeral = isEphemeral;
  }

  /// Serves what is kept in a folder.
  ///
  /// @param state null for what ends with the process
  /// @param port null for the usual one, or any when that is taken
  public static EmbeddedApi open(@Nullable Path state, @Nullable Integer port)
      throws StartException {
    Path folder = state == null ? temporary() : StateFolder.make(state);
    Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));
    ApiServer server = null;
    try {
      Credentials credentials =
          state == null
              ? Credentials.fresh(Instant.now())
              : Credentials.keep(folder, Instant.now());
      server =
          ApiServer.open(
              new ApiServerOptions(
                  state == null ? null : folder,
                  credentials.token(),
                  Definitions.texts(),
                  NAMESPACES,
                  ApiServerOptions.Limits.DEFAULT,
                  Clock.systemUTC()));
      Server.Port bound = bind(transport.server(), server.handler(), credentials, port);
      Path kubeconfig = folder.resolve("kubeconfig");
      new Kubeconfig(
              "https://127.0.0.1:" + bound.address().getPort(),
              credentials.certificates().authority(),
              credentials.token())
          .write(kubeconfig);
      return new EmbeddedApi(server, transport, kubeconfig, state == null);
    } catch (IOException | StoreFailure | StartException e) {
      if (server != null) {
        server.close();
      }
      transport.close();
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }

  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public void close() {
    server.close();
    transport.close();
    if (isEphemeral) {
      forget(kubeconfig);
      Path folder = kubeconfig.getParent();
      if (folder != null) {
        forget(folder);
      }
    }
  }

  private static Server.Port bind(
      Server server, Handler handler, Credentials credentials, @Nullable Integer port)
      throws StartException {
    ServerTls tls = new ServerTls(List.of(new Named("*", credentials.certificates().server())));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      return server.bind(new InetSocketAddress(loopback, port == null ? PORT : port), handler, tls);
    } catch (IOException e) {
      if (port != null) {
        throw new StartException(
            "the API's port %d cannot be used, %s: choose another with --api-port PORT, 0 for any"
                .formatted(port, e.getMessage()));
      }
    }
    try {
      return server.bind(new InetSocketAddress(loopback, 0), handler, tls);
    } catch (IOException e) {
      throw new StartException("no port for the API: " + e.getMessage());
    }
  }

  private static Path temporary() throws StartException {
    try {
      return Files.createTempDirectory("agentgateway");
    } catch (IOException e) {
      throw new StartException("no temporary folder: " + e.getMessage());
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("{} stays behind", file, e);
    }
  }
}
