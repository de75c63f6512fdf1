package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models that stand for others: which of them answers.
final class ModelsTest {

  private static final String YAML =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: models}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: models}
      spec:
        parentRefs: [{name: models}]
        rules:
        - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayModel, name: "*"}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayModel
      metadata: {name: fakes}
      spec:
        parentRefs: [{name: models}]
        match: {model: fake-*}
        visibility: Internal
        provider: Fake
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayModel
      metadata: {name: shared}
      spec:
        parentRefs: [{name: models}]
        virtualModel:
          weighted:
            targets:
            - {modelRef: {name: fakes}, model: fake-echo, weight: 3}
            - {modelRef: {name: fakes}, model: fake-json}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayModel
      metadata: {name: sorted}
      spec:
        parentRefs: [{name: models}]
        virtualModel:
          conditional:
            targets:
            - {modelRef: {name: fakes}, model: fake-json, when: 'request.headers["x-team"] == "data"'}
            - {modelRef: {name: fakes}, model: fake-max-tokens, when: 'request.headers["x-team"] == "brief"'}
            - {modelRef: {name: fakes}, model: fake-echo}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayModel
      metadata: {name: choosy}
      spec:
        parentRefs: [{name: models}]
        virtualModel:
          conditional:
            targets:
            - {modelRef: {name: fakes}, model: fake-echo, when: 'request.headers["x-team"] == "data"'}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayModel
      metadata: {name: unreadable}
      spec:
        parentRefs: [{name: models}]
        virtualModel:
          conditional:
            targets:
            - {modelRef: {name: fakes}, model: fake-json, when: 'request.headers['}
            - {modelRef: {name: fakes}, model: fake-echo}
      """;

  @TempDir private static Path folder;

  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("models.yaml"), YAML), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static RawResponse ask(String model, String team) {
    String body =
        """
        {"model":"%s","messages":[{"role":"user","content":"Hello"}]}\
        """
            .formatted(model);
    return RawClient.post(gateway.port(), "/v1/chat/completions", body, "x-team", team);
  }

  private static String answeredBy(String model, String team) {
    RawResponse answer = ask(model, team);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("model").stringValue("");
  }

  @ParameterizedTest
  @CsvSource({
    "sorted, data, fake-json",
    "sorted, brief, fake-max-tokens",
    "sorted, other, fake-echo",
    "choosy, data, fake-echo"
  })
  void theFirstConditionThatHoldsChooses(String model, String team, String answering) {
    assertThat(answeredBy(model, team)).isEqualTo(answering);
  }

  @ParameterizedTest
  @CsvSource({"choosy, other, 404", "unreadable, other, 500", "fake-echo, other, 404"})
  void whereNobodyIsChosenNobodyIsAsked(String model, String team, int status) {
    RawResponse answer = ask(model, team);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("error").path("message").stringValue("")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"messages\":[]}                  | identity | 400 | bad_request",
        "{\"model\":\"\",\"messages\":[]}     | identity | 400 | bad_request",
        "{\"model\":\"none\",\"messages\":[]} | identity | 404 | model_not_found",
        "{\"model\":\"shared\"}               | gzip     | 400 | bad_request",
        "{\"model\":\"shared\"}               | rot13    | 415 | unsupported_encoding"
      })
  void whatCannotBeChosenSaysWhy(String body, String coding, int status, String code) {
    RawResponse answer =
        RawClient.post(gateway.port(), "/v1/chat/completions", body, "content-encoding", coding);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo(code);
  }

  /// Three of four; by chance it is hardly ever outside of these bounds.
  @Test
  void weightsAreShares() {
    long echoes =
        IntStream.range(0, 400).filter(_ -> answeredBy("shared", "x").equals("fake-echo")).count();
    assertThat(echoes).isBetween(240L, 360L);
  }

  @Test
  void allOfThemAreListed() {
    assertThat(RawClient.get(gateway.port(), "/v1/models").text())
        .contains("shared", "sorted", "choosy")
        .doesNotContain("fake-");
  }
}
