package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written takes force while requests go on.
final class ReloadTest {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String QUESTION =
      "{\"model\":\"fake-echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

  @TempDir private Path folder;

  @Test
  void routesComeChangeAndGo() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      assertThat(status(gateway, "/one")).isEqualTo(404);
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      write("route.yaml", route("one", "/two"));
      await(() -> status(gateway, "/one") == 404);
      assertThat(status(gateway, "/two")).isEqualTo(200);
      Files.delete(folder.resolve("route.yaml"));
      await(() -> status(gateway, "/two") == 404);
    }
  }

  @Test
  void aPolicyThatCannotBeReadLetsNobodyPassUntilItIsMended() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      write("policy.yaml", authorization("acton"));
      await(() -> status(gateway, "/one") == 403);
      write("policy.yaml", authorization("action"));
      await(() -> status(gateway, "/one") == 200);
      write("policy.yaml", authorization("acton"));
      await(() -> admin(gateway, "/status").contains("last good"));
      assertThat(status(gateway, "/one")).isEqualTo(200);
    }
  }

  private static String authorization(String action) {
    return """
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayPolicy
    metadata: {name: everybody}
    spec:
      targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: one}]
      traffic:
        authorization: {%s: Allow, policy: {matchExpressions: ["true"]}}
    """
        .formatted(action);
  }

  @Test
  void aRotatedSecretIsUsedByTheNextRequest() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      write("secret.yaml", secret("second-key"));
      await(() -> {
        status(gateway, "/one");
        return "Bearer second-key"
            .equals(upstream.received().getLast().headers().first("authorization"));
      });
      assertThat(gateway.written()).doesNotContain("first-key").doesNotContain("second-key");
    }
  }

  @Test
  void noRequestFailsWhileConfigurationChanges() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream);
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      AtomicBoolean isOver = new AtomicBoolean();
      List<Future<List<Integer>>> statuses = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        statuses.add(threads.submit(() -> many(gateway, isOver)));
      }
      for (int i = 0; i < 20; i++) {
        write("other.yaml", route("other", "/other-" + i));
        String path = "/other-" + i;
        await(() -> status(gateway, path) == 200);
      }
      isOver.set(true);
      for (Future<List<Integer>> each : statuses) {
        assertThat(each.get()).isNotEmpty().containsOnly(200);
      }
    }
  }

  @Test
  void aStreamEndsOnTheConfigurationItBeganWith() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      String question = QUESTION.replace("fake-echo\"", "fake-long-60-30\",\"stream\":true");
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(RawClient.request("POST", "/one", question));
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.piece()).isNotNull();
        Files.delete(folder.resolve("route.yaml"));
        await(() -> status(gateway, "/one") == 404);
        StringBuilder rest = new StringBuilder();
        for (String piece = client.piece(); piece != null; piece = client.piece()) {
          rest.append(piece);
        }
        assertThat(rest).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
      }
    }
  }

  @Test
  void aFaultyResourceKeepsItsLastGoodVersionAndSaysSo() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      write("route.yaml", route("one", "/one").replace("value: /one", "value: one"));
      await(() -> admin(gateway, "/problems").contains("spec.rules[0].matches[0].path"));
      assertThat(status(gateway, "/one")).isEqualTo(200);
      assertThat(admin(gateway, "/status")).contains("last good");
      gateway.said(line -> line.contains("HTTPRoute") && line.contains("route.yaml:"));
      write("route.yaml", route("one", "/mended"));
      await(() -> status(gateway, "/mended") == 200);
      assertThat(admin(gateway, "/status")).doesNotContain("last good");
    }
  }

  @Test
  void aFileThatBreaksInItsMiddleHidesNothing() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      write("route.yaml", route("one", "/one"));
      await(() -> status(gateway, "/one") == 200);
      write("route.yaml", "a: [\n---\n" + route("two", "/two"));
      await(() -> status(gateway, "/two") == 200);
      assertThat(status(gateway, "/one")).isEqualTo(200);
    }
  }

  @Test
  void aMountedConfigMapIsFollowedThroughItsLinks() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      Path mount = Files.createDirectory(folder.resolve("mount"));
      version(mount, "..v1", upstream, route("one", "/one"));
      Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
      Files.createSymbolicLink(mount.resolve("all.yaml"), Path.of("..data/all.yaml"));
      try (GatewayProcess gateway = GatewayProcess.run(mount, Map.of())) {
        assertThat(status(gateway, "/one")).isEqualTo(200);
        version(mount, "..v2", upstream, route("one", "/two"));
        Files.createSymbolicLink(mount.resolve("..new"), Path.of("..v2"));
        Files.move(mount.resolve("..new"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        await(() -> status(gateway, "/two") == 200);
        assertThat(status(gateway, "/one")).isEqualTo(404);
      }
    }
  }

  @Test
  void aFolderThatVanishesTakesNothingWithIt() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      Path given = Files.createDirectory(folder.resolve("given"));
      Path all = given.resolve("all.yaml");
      Files.writeString(
          all,
          String.join(
              "---\n", GATEWAY, secret("first-key"), backend(upstream), route("one", "/one")));
      try (GatewayProcess gateway = GatewayProcess.run(given, Map.of())) {
        assertThat(status(gateway, "/one")).isEqualTo(200);
        Files.move(given, folder.resolve("away"));
        await(() -> admin(gateway, "/problems").contains("no such file or folder"));
        assertThat(status(gateway, "/one")).isEqualTo(200);
        assertThat(admin(gateway, "/status")).contains("which could not be read");
        Files.move(folder.resolve("away"), given);
        await(() -> !admin(gateway, "/problems").contains("no such file or folder"));
        Files.writeString(all, Files.readString(all).replace("value: /one", "value: /two"));
        await(() -> status(gateway, "/two") == 200);
        assertThat(status(gateway, "/one")).isEqualTo(404);
      }
    }
  }

  @Test
  void portsOpenAndCloseWithTheirListeners() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      int port = gateway.port();
      Files.delete(folder.resolve("gateway.yaml"));
      await(() -> !accepts(port));
      gateway.said(line -> line.contains("no longer listening"));
    }
  }

  private GatewayProcess start(FakeUpstream upstream) throws IOException {
    write("gateway.yaml", GATEWAY);
    write("secret.yaml", secret("first-key"));
    write("backend.yaml", backend(upstream));
    return GatewayProcess.run(folder, Map.of());
  }

  private void version(Path mount, String name, FakeUpstream upstream, String route)
      throws IOException {
    Path data = Files.createDirectory(mount.resolve(name));
    Files.writeString(
        data.resolve("all.yaml"),
        String.join("---\n", GATEWAY, secret("first-key"), backend(upstream), route));
  }

  private static List<Integer> many(GatewayProcess gateway, AtomicBoolean isOver) {
    List<Integer> statuses = new ArrayList<>();
    while (!isOver.get()) {
      statuses.add(status(gateway, "/one"));
    }
    return statuses;
  }

  private static int status(GatewayProcess gateway, String path) {
    RawResponse response = RawClient.post(gateway.port(), path, QUESTION);
    return response.isComplete() ? response.status() : 0;
  }

  private static boolean accepts(int port) {
    try (RawClient client = RawClient.connect(port)) {
      client.send(RawClient.request("GET", "/", ""));
      return client.read().status() > 0;
    } catch (AssertionError | RuntimeException closed) {
      return false;
    }
  }

  private static String admin(GatewayProcess gateway, String page) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + page);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8))
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Files are written aside and moved, as an editor does.
  private void write(String name, String text) throws IOException {
    Path aside = Files.writeString(folder.resolve("." + name), text);
    Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void await(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come to be within " + LIMIT);
      }
      Thread.onSpinWait();
    }
  }

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: gateway
      spec:
        gatewayClassName: agentgateway
        listeners:
        - name: http
          protocol: HTTP
          port: 8080
      """;

  private static String secret(String key) {
    return """
    apiVersion: v1
    kind: Secret
    metadata:
      name: key
    stringData:
      Authorization: %s
    """
        .formatted(key);
  }

  private static String backend(FakeUpstream upstream) {
    return """
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata:
      name: fake
    spec:
      ai:
        provider:
          openai: {}
          host: 127.0.0.1
          port: %d
      policies:
        auth:
          secretRef:
            name: key
    """
        .formatted(upstream.port());
  }

  private static String route(String name, String path) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata:
      name: %s
    spec:
      parentRefs:
      - name: gateway
      rules:
      - matches:
        - path:
            type: PathPrefix
            value: %s
        backendRefs:
        - group: agentgateway.dev
          kind: AgentgatewayBackend
          name: fake
    """
        .formatted(name, path);
  }
}
