package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that was asked to end tells the connections that clients keep before it closes them.
final class RetiringTest {

  private static final Duration LINGER = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  void keptConnectionsAreToldBeforeTheyAreClosed() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        Gateway gateway = start(upstream)) {
      int port = gateway.listening().values().iterator().next().getPort();
      try (RawClient kept = RawClient.connect(port);
          RawClient streaming = RawClient.connect(port);
          RawClient idle = RawClient.connect(port)) {
        assertThat(ask(kept).headers().contains("connection")).isFalse();
        assertThat(ask(idle).headers().contains("connection")).isFalse();
        streaming.send(chat("fake-long-60-30", true));
        assertThat(streaming.head().headers().contains("connection")).isFalse();

        long asked = System.nanoTime();
        CompletableFuture<Void> closed =
            CompletableFuture.runAsync(() -> gateway.closeAfter(LINGER));
        Waiting.until(
            () -> RawClient.get(gateway.readinessAddress().getPort(), "/readyz").status() == 503);

        assertThat(ask(kept).headers().first("connection")).isEqualTo("close");
        assertThat(kept.awaitClosed()).isTrue();
        try (RawClient late = RawClient.connect(port)) {
          assertThat(ask(late).headers().first("connection")).isEqualTo("close");
        }
        assertThat(streaming.readUntil("data: [DONE]\n\n")).endsWith("data: [DONE]\n\n");
        assertThat(streaming.readUntil("0\r\n\r\n")).endsWith("0\r\n\r\n");
        assertThat(ask(streaming).headers().first("connection")).isEqualTo("close");
        assertThat(closed).isNotDone();

        assertThat(idle.awaitClosed()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(LINGER);
        closed.get(10, TimeUnit.SECONDS);
      }
    }
  }

  private Gateway start(FakeUpstream upstream) throws Exception {
    Path file = folder.resolve("all.yaml");
    Files.writeString(
        file,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: gateway}
        spec:
          gatewayClassName: agentgateway
          listeners: [{name: http, protocol: HTTP, port: 8080}]
        ---
        apiVersion: agentgateway.dev/v1alpha1
        kind: AgentgatewayBackend
        metadata: {name: fake}
        spec:
          ai: {provider: {anthropic: {}, host: 127.0.0.1, port: %d}}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: route}
        spec:
          parentRefs: [{name: gateway}]
          rules:
          - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: fake}]
        """
            .formatted(upstream.port()));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return Gateway.start(
        new GatewayOptions(
            List.of(file.toString()),
            Map.of(),
            "",
            loopback,
            loopback,
            loopback,
            0,
            0,
            0,
            Map.of(8080, 0),
            Duration.ofSeconds(10),
            1,
            LogFormat.TEXT),
        OutputStream.nullOutputStream());
  }

  private static RawResponse ask(RawClient client) {
    RawResponse answer = client.send(chat("fake-echo", false)).read();
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private static String chat(String model, boolean isStreamed) {
    return RawClient.request(
        "POST",
        "/v1/chat/completions",
        """
        {"model":"%s","stream":%s,"messages":[{"role":"user","content":"hello"}]}\
        """
            .formatted(model, isStreamed));
  }
}
