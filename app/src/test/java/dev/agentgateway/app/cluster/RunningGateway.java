package dev.agentgateway.app.cluster;

import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.api.Answer;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.api.Question;
import dev.agentgateway.snapshot.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A gateway that runs what its own API holds, and a client of that API.
final class RunningGateway implements AutoCloseable {

  static final String ROUTES = "/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes";
  static final String GATEWAYS = "/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path state;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Gateway gateway;
  private final Api api;
  private final int port;
  private EmbeddedApi embedded;

  RunningGateway(Path state) throws Exception {
    this.state = state;
    this.embedded = EmbeddedApi.open(state, 0);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    GatewayOptions options =
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
            Map.of(8080, 0),
            Duration.ZERO,
            1,
            LogFormat.TEXT);
    this.gateway =
        Gateway.start(
            options,
            ClusterResources.of(embedded, List.of("127.0.0.1")),
            OutputStream.nullOutputStream());
    this.api = Api.open(new Access(embedded.kubeconfig(), null));
    this.port = URI.create(api.url()).getPort();
  }

  void loseApi() {
    embedded.close();
  }

  void findApiAgain() throws Exception {
    embedded = EmbeddedApi.open(state, port);
  }

  JsonNode get(String target) throws ApiFailure {
    return JSON.readTree(api.ask(Question.get(target)).body());
  }

  void create(String collection, String body) throws ApiFailure {
    done(api.ask(Question.with("POST", collection, "application/json", body)));
  }

  void merge(String target, String body) throws ApiFailure {
    done(api.ask(Question.with("PATCH", target, "application/merge-patch+json", body)));
  }

  private static void done(Answer answer) {
    if (!answer.isDone()) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
  }

  /// Asks until what is told is as wanted; the test's time limit ends it.
  JsonNode await(String target, Predicate<JsonNode> wanted) throws ApiFailure {
    JsonNode found = get(target);
    while (!wanted.test(found)) {
      found = get(target);
    }
    return found;
  }

  /// The status of an answer; 0 where nobody listens.
  int ask(String path) throws InterruptedException {
    var address = gateway.listening().get(Door.of(8080));
    if (address == null) {
      return 0;
    }
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  void awaitAnswer(String path, int status) throws InterruptedException {
    while (ask(path) != status) {
      Thread.onSpinWait();
    }
  }

  /// A Gateway with a listener, whose routes are redirects.
  void createGateway() throws ApiFailure {
    create(
        GATEWAYS,
        """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"g"},
         "spec":{"gatewayClassName":"agentgateway",
                 "listeners":[{"name":"http","protocol":"HTTP","port":8080}]}}\
        """);
  }

  /// A route that answers 302 at `/NAME`.
  void createRoute(String name) throws ApiFailure {
    create(
        ROUTES,
        """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"%s"},
         "spec":{"parentRefs":[{"name":"g"}],
                 "rules":[{"matches":[{"path":{"type":"PathPrefix","value":"/%s"}}],
                           "filters":[{"type":"RequestRedirect",
                                       "requestRedirect":{"hostname":"example.com"}}]}]}}\
        """
            .formatted(name, name));
  }

  @Override
  public void close() {
    client.shutdownNow();
    api.close();
    gateway.close();
    embedded.close();
  }
}
