package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.testkit.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `run --kubeconfig FILE --addresses CIDR`: each Gateway has an address of its own, and the same
/// port as the others.
@Timeout(120)
final class AddressesTest {

  /// Of the loopback range, which this machine has whole. The first and the last are not given.
  private static final String POOL = "127.77.0.0/30";

  @TempDir private Path folder;

  private EmbeddedApi api;
  private ApiCommands commands;
  private GatewayProcess gateway;
  private int port;

  @BeforeEach
  void start() throws Exception {
    api = EmbeddedApi.open(null, 0);
    commands = new ApiCommands(api.kubeconfig().toString());
    port = ApiCommands.freePort();
    gateway = run();
  }

  @AfterEach
  void stop() {
    gateway.close();
    api.close();
  }

  @Test
  void eachGatewayHasItsOwn() throws Exception {
    serve("one", 201);
    serve("two", 202);
    awaitCondition("one", "True Programmed");
    awaitCondition("two", "True Programmed");
    String one = told("one", "{.status.addresses[*].value}");
    String two = told("two", "{.status.addresses[*].value}");
    assertThat(List.of(one, two)).containsExactlyInAnyOrder("127.77.0.1", "127.77.0.2");
    awaitAnswer(one, 201);
    awaitAnswer(two, 202);
    assertThat(ask("127.0.0.1")).isZero();

    serve("three", 203);
    awaitCondition("three", "False AddressNotAssigned");
    assertThat(told("three", "{.status.addresses[*].value}")).isEmpty();

    commands.ask("delete", "gateway", "one");
    awaitCondition("three", "True Programmed");
    awaitAnswer(one, 203);
    assertThat(ask(two)).isEqualTo(202);

    gateway.close();
    gateway = run();
    awaitAnswer(one, 203);
    awaitAnswer(two, 202);
  }

  private GatewayProcess run() {
    GatewayProcess process =
        GatewayProcess.start(
            Map.of(),
            List.of(
                "run",
                "--kubeconfig",
                api.kubeconfig().toString(),
                "--addresses",
                POOL,
                "--admin-port",
                "0",
                "--metrics-port",
                "0",
                "--readiness-port",
                "0"));
    process.said(line -> line.startsWith("admin on "));
    return process;
  }

  private void serve(String name, int status) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %1$s}
            spec:
              gatewayClassName: agentgateway
              listeners: [{name: http, protocol: HTTP, port: %2$d}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: %1$s}
            spec:
              parentRefs: [{name: %1$s}]
              rules: [{name: all}]
            ---
            apiVersion: agentgateway.dev/v1alpha1
            kind: AgentgatewayPolicy
            metadata: {name: %1$s}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: %1$s}]
              traffic: {directResponse: {status: %3$d}}
            """
                .formatted(name, port, status));
    commands.ask("apply", "-f", file.toString());
  }

  private void awaitCondition(String name, String wanted) {
    String path = "{.status.conditions[?(@.type=='Programmed')]['status','reason']}";
    while (!told(name, path).equals(wanted)) {
      Thread.onSpinWait();
    }
  }

  private String told(String name, String path) {
    return commands.ask("get", "gateway", name, "-o", "jsonpath=" + path);
  }

  private void awaitAnswer(String address, int status) throws InterruptedException {
    while (ask(address) != status) {
      Thread.sleep(20);
    }
  }

  /// The status of an answer; 0 where nobody listens.
  private int ask(String address) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://%s:%d/".formatted(address, port))).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }
}
