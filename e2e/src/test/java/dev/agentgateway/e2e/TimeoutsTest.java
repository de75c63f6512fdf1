package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.fake.script.FakeStep;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wait that resources set has an end, and the end has a name.
final class TimeoutsTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: waits}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      """;

  /// @param timeouts of the route's rule; empty for none
  /// @param backend a policy of the backend; empty for none
  /// @param policy an AgentgatewayPolicy's `traffic`, a TrafficPolicy's spec; empty for none
  /// @param upstream `silent`, `stalls`, `slow`, `deaf` or `quick`
  /// @param answer status, code
  record Case(
      String name, String timeouts, String backend, String policy, String upstream, String answer) {

    String yaml() {
      String rule = timeouts.isEmpty() ? "" : "    timeouts: {" + timeouts + "}";
      boolean isDeaf = upstream.equals("deaf");
      String policies = isDeaf ? "tls: {}, " + backend : backend;
      return """
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s}
      spec:
        static: {host: 127.0.0.1, port: %2$d}
        policies: {%3$s}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: waits}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%4$s/%1$s}}]
      %5$s
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}]
      %6$s
      """
          .formatted(
              name,
              isDeaf ? deaf.getLocalPort() : CaseUpstream.port(),
              policies,
              upstream,
              rule,
              attached());
    }

    private String attached() {
      if (policy.isEmpty()) {
        return "";
      }
      boolean isOld = policy.startsWith("TrafficPolicy ");
      String spec = isOld ? policy.substring(14) : "traffic: {" + policy + "}";
      return """
      ---
      apiVersion: %s
      kind: %s
      metadata: {name: %s}
      spec:
        targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: %s}]
        %s
      """
          .formatted(
              isOld ? "gateway.kgateway.dev/v1alpha1" : "agentgateway.dev/v1alpha1",
              isOld ? "TrafficPolicy" : "AgentgatewayPolicy",
              name,
              name,
              spec);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("none", "", "", "", "quick", "200 null"),
        new Case("enough", "request: 10s", "", "", "slow", "200 null"),
        new Case("never", "request: 0s", "", "", "slow", "200 null"),
        new Case("total", "request: 300ms", "", "", "silent", "504 request_timeout"),
        new Case("try", "backendRequest: 300ms", "", "", "silent", "504 request_timeout"),
        new Case(
            "try-in-total",
            "request: 20s, backendRequest: 300ms",
            "",
            "",
            "silent",
            "504 request_timeout"),
        new Case("policy", "", "", "timeouts: {request: 300ms}", "silent", "504 request_timeout"),
        new Case(
            "old-policy",
            "",
            "",
            "TrafficPolicy timeouts: {request: 300ms}",
            "silent",
            "504 request_timeout"),
        new Case(
            "backend", "", "http: {requestTimeout: 300ms}", "", "silent", "504 request_timeout"),
        new Case("connect", "", "tcp: {connectTimeout: 300ms}", "", "deaf", "504 connect_timeout"),
        new Case(
            "connect-in-total",
            "request: 300ms",
            "tcp: {connectTimeout: 20s}",
            "",
            "deaf",
            "504 request_timeout"));
  }

  /// An upstream of plain HTTP for all cases, told apart by the path.
  private static final class CaseUpstream {
    static int port() {
      return upstream.port();
    }
  }

  @TempDir private static Path folder;

  private static FakeUpstream upstream;
  private static ServerSocket deaf;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    upstream = FakeUpstream.start().answering(TimeoutsTest::answer);
    deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    StringBuilder yaml = new StringBuilder(GATEWAY);
    cases().forEach(each -> yaml.append(each.yaml()));
    yaml.append(new Case("idle", "", "", "timeouts: {streamIdle: 300ms}", "stalls", "").yaml());
    yaml.append(new Case("cut", "request: 400ms", "", "", "stalls", "").yaml());
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("waits.yaml"), yaml), Map.of());
  }

  private static Answer answer(Received request) {
    return switch (request.path().split("/", -1)[1]) {
      case "silent" -> Answer.silence();
      case "stalls" -> Answer.events("data: one\n\n").then(new FakeStep.Silence());
      case "slow" -> Answer.text(200, "late").after(Duration.ofMillis(400));
      default -> Answer.text(200, "quick");
    };
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    upstream.close();
    deaf.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aWaitEndsWithItsName(Case each) {
    long began = System.nanoTime();
    RawResponse answer =
        RawClient.get(gateway.port(), "/%s/%s".formatted(each.upstream(), each.name()));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(answer.status() + " " + answer.headers().first("x-agentgateway-error"))
        .as(answer.text())
        .isEqualTo(each.answer());
    if (answer.status() != 200) {
      assertThat(took).isBetween(Duration.ofMillis(250), Duration.ofSeconds(10));
      assertThat(gateway.logLine(line -> line.contains("route=default/" + each.name() + " ")))
          .contains("error.code=" + each.answer().substring(4), "reason=Timeout");
    }
  }

  @Test
  void aBodyThatStopsIsCut() {
    for (String name : List.of("idle", "cut")) {
      RawResponse answer = RawClient.get(gateway.port(), "/stalls/" + name);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("data: one\n\n");
      assertThat(answer.isComplete()).isFalse();
      assertThat(gateway.logLine(line -> line.contains("route=default/" + name + " ")))
          .contains("error.code=" + (name.equals("idle") ? "idle_timeout" : "request_timeout"));
    }
  }

  @Test
  void anUpstreamThatIsNotWaitedForIsLeft() {
    RawClient.get(gateway.port(), "/silent/total?left");
    Received request =
        upstream.received().stream()
            .filter(each -> each.target().endsWith("?left"))
            .findFirst()
            .orElseThrow();
    assertThat(request.awaitLeft(Duration.ofSeconds(5))).isTrue();
  }
}
