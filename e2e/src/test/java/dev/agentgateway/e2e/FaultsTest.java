package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two providers in the order of preference, the first of which fails in each way there is.
///
/// Before the client has seen content the same request is answered by the second; after it, the
/// client gets an error event in its own format, and never a normal end.
final class FaultsTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: faults}
      spec:
        gatewayClassName: agentgateway
        listeners:
        - {name: http, protocol: HTTP, port: 8080}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: faults}
      spec:
        targetRefs:
        - {group: gateway.networking.k8s.io, kind: Gateway, name: faults}
        traffic:
          timeouts: {streamIdle: 800ms}
        backend:
          ai:
            routes:
              /v1/chat/completions: Completions
              /v1/messages: Messages
      """;

  /// How a request ends.
  enum End {
    /// The first provider's answer.
    FIRST,
    /// The second provider's answer to the same request.
    SECOND,
    /// Content of the first, then an error event and no normal end.
    BROKEN,
    /// A refusal in the client's format.
    REFUSED
  }

  /// @param model what the first provider is asked for, which says how it fails
  /// @param code of the try that was given up, as the log tells it; empty when none was
  record Fault(
      String name, String model, String secondModel, End whole, End streamed, String code) {

    Fault(String name, String model, End whole, End streamed, String code) {
      this(name, model, "fake-echo", whole, streamed, code);
    }
  }

  private static final List<Fault> FAULTS =
      List.of(
          new Fault("refused", "fake-echo", End.SECOND, End.SECOND, "connect_failed"),
          new Fault("dns", "fake-echo", End.SECOND, End.SECOND, "dns_failed"),
          new Fault("tls", "fake-echo", End.SECOND, End.SECOND, "tls_failed"),
          new Fault("status-500", "fake-500", End.SECOND, End.SECOND, "500"),
          new Fault("status-503", "fake-503", End.SECOND, End.SECOND, "503"),
          new Fault("status-529", "fake-529", End.SECOND, End.SECOND, "529"),
          new Fault("status-429-waits", "fake-429-30", End.SECOND, End.SECOND, "429"),
          new Fault("status-429", "fake-429-0", End.SECOND, End.SECOND, "429"),
          new Fault("silent", "fake-silent", End.SECOND, End.SECOND, "timeout"),
          new Fault("slow-first", "fake-slow-first-20000", End.SECOND, End.SECOND, "timeout"),
          new Fault("slow-enough", "fake-slow-first-100", End.FIRST, End.FIRST, ""),
          new Fault("stall-before", "fake-stall-0", End.SECOND, End.SECOND, "timeout"),
          new Fault("cut-after", "fake-cut-3", End.SECOND, End.BROKEN, ""),
          new Fault("stall-after", "fake-stall-3", End.SECOND, End.BROKEN, ""),
          new Fault("all-down", "fake-503", "fake-529", End.REFUSED, End.REFUSED, "503"),
          new Fault("html", "fake-html", End.SECOND, End.SECOND, "upstream_malformed"),
          new Fault("empty", "fake-empty", End.SECOND, End.SECOND, ""),
          new Fault("cut-before", "fake-cut-0", End.SECOND, End.SECOND, "upstream_cut"),
          new Fault("error-event-before", "fake-error-event-0", End.SECOND, End.SECOND, ""),
          new Fault("malformed-after", "fake-malformed-3", End.SECOND, End.BROKEN, ""),
          new Fault("error-event-after", "fake-error-event-3", End.SECOND, End.BROKEN, ""),
          new Fault("bad-request", "fake-400", End.REFUSED, End.REFUSED, ""));

  @TempDir private static Path folder;

  private static FakeUpstream first;
  private static FakeUpstream second;
  private static GatewayProcess gateway;

  /// @param provider the first one; the second is the other
  record Case(Fault fault, String provider, boolean isMessages, boolean isStreamed) {

    String name() {
      return "%s-%s-%s-%s"
          .formatted(
              fault.name(),
              provider,
              isMessages ? "messages" : "completions",
              isStreamed ? "streamed" : "whole");
    }

    End end() {
      return isStreamed ? fault.streamed() : fault.whole();
    }

    String yaml() {
      boolean isQuick = fault.name().equals("silent") || fault.name().equals("slow-first");
      String host = fault.name().equals("dns") ? "nowhere.invalid" : "127.0.0.1";
      int port = fault.name().equals("refused") ? 1 : first.port();
      String policies = fault.name().equals("tls") ? "        policies: {tls: {}}" : "";
      return """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: faults}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
      %2$s
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s}
      spec:
        ai:
          groups:
          - providers:
            - name: first
              %3$s: {model: %4$s}
              host: %5$s
              port: %6$d
      %7$s
          - providers:
            - name: second
              %8$s: {model: %9$s}
              host: 127.0.0.1
              port: %10$d
      """
          .formatted(
              name(),
              isQuick ? "    timeouts: {backendRequest: 1500ms}" : "",
              provider,
              fault.model(),
              host,
              port,
              policies,
              provider.equals("openai") ? "anthropic" : "openai",
              fault.secondModel(),
              second.port());
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Fault fault : FAULTS) {
      for (String provider : List.of("openai", "anthropic")) {
        for (boolean isMessages : new boolean[] {true, false}) {
          cases.add(new Case(fault, provider, isMessages, true));
          cases.add(new Case(fault, provider, isMessages, false));
        }
      }
    }
    return cases.stream();
  }

  @BeforeAll
  static void start() throws IOException {
    first = FakeUpstream.start();
    second = FakeUpstream.start();
    StringBuilder yaml = new StringBuilder(GATEWAY);
    cases().forEach(each -> yaml.append(each.yaml()));
    for (String provider : List.of("openai", "anthropic")) {
      yaml.append(flapping(provider).yaml());
    }
    Path file = Files.writeString(folder.resolve("faults.yaml"), yaml);
    gateway = GatewayProcess.run(file, Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    first.close();
    second.close();
  }

  private static Case flapping(String provider) {
    Fault fault = new Fault("flapping", "fake-flaky", End.SECOND, End.SECOND, "");
    return new Case(fault, provider, true, true);
  }

  private static RawResponse ask(Case each) {
    String path = "/" + each.name() + (each.isMessages() ? "/v1/messages" : "/v1/chat/completions");
    String body =
        """
        {"model":"any","max_tokens":200,"stream":%s,"messages":[{"role":"user","content":\
        "one two three four five six seven eight nine ten eleven twelve"}]}\
        """
            .formatted(each.isStreamed());
    return RawClient.post(gateway.port(), path, body, "anthropic-version", "2023-06-01");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFaultIsRescuedOrTold(Case each) {
    int before = second.received().size();
    RawResponse answer = ask(each);
    int asked = second.received().size() - before;
    switch (each.end()) {
      case FIRST -> {
        assertThat(asked).isZero();
        assertComplete(each, answer);
      }
      case SECOND -> {
        assertThat(asked).as(answer.text()).isEqualTo(1);
        assertComplete(each, answer);
        assertThat(answer.text()).contains("twelve");
      }
      case BROKEN -> {
        assertThat(asked).isZero();
        assertBroken(each, answer);
      }
      case REFUSED -> assertRefused(each, answer);
    }
    assertLog(each);
  }

  private static void assertComplete(Case each, RawResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    if (!each.isStreamed()) {
      assertThat(answer.json().has(each.isMessages() ? "stop_reason" : "choices")).isTrue();
      return;
    }
    List<SseEvent> events = answer.events();
    assertThat(answer.text()).doesNotContain("\"error\"");
    if (each.isMessages()) {
      assertThat(count(events, "message_start")).isEqualTo(1);
      assertThat(events.getLast().name()).isEqualTo("message_stop");
    } else {
      assertThat(events.getLast().isDone()).isTrue();
    }
  }

  private static long count(List<SseEvent> events, String name) {
    return events.stream().filter(event -> name.equals(event.name())).count();
  }

  private static void assertBroken(Case each, RawResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isComplete()).isFalse();
    List<SseEvent> events = answer.events();
    JsonNode last = json(events.getLast());
    assertThat(last.path("error").path("message").stringValue("")).as(answer.text()).isNotBlank();
    assertThat(answer.text())
        .doesNotContain("[DONE]", "message_stop", "\"finish_reason\":\"stop\"");
    if (each.isMessages()) {
      assertThat(events.getLast().name()).isEqualTo("error");
      assertThat(last.path("type").stringValue()).isEqualTo("error");
    }
  }

  private static JsonNode json(SseEvent event) {
    return JsonMapper.shared().readTree(event.data());
  }

  private static void assertRefused(Case each, RawResponse answer) {
    int status = each.fault().name().equals("bad-request") ? 400 : 529;
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    JsonNode error = answer.json();
    assertThat(error.path("error").path("message").stringValue("")).isNotBlank();
    assertThat(error.path("type").stringValue("")).isEqualTo(each.isMessages() ? "error" : "");
  }

  /// The log says which tries were made and why.
  private static void assertLog(Case each) {
    String line = gateway.logLine(said -> said.contains("route=default/" + each.name() + " "));
    if (!each.fault().code().isEmpty()) {
      assertThat(line).contains("retry.attempt=1", each.fault().code());
    }
    if (each.end() == End.BROKEN) {
      assertThat(line).contains("error");
    }
  }

  @Test
  void aFlappingProviderIsNeverSeen() {
    for (String provider : List.of("openai", "anthropic")) {
      for (int i = 0; i < 6; i++) {
        Case each = flapping(provider);
        assertComplete(each, ask(each));
      }
    }
  }
}
