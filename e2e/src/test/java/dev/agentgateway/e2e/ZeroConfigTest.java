package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.fake.FakeModels;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The program without files: no account, no cluster, and an answer.
final class ZeroConfigTest {

  private static final String ANTHROPIC_KEY = "sk-ant-canary-4444";
  private static final String ANTHROPIC_TOKEN = "token-canary-5555";
  private static final String OPENAI_KEY = "sk-openai-canary-6666";
  private static final String COMPLETIONS = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";

  private static FakeUpstream anthropic;
  private static FakeUpstream openai;
  private static FakeUpstream ollama;
  private static GatewayProcess gateway;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    anthropic = FakeUpstream.start().answeringAs("fake-echo");
    openai = FakeUpstream.start().answeringAs("fake-echo");
    ollama = FakeUpstream.start();
    ollama.enqueue(Answer.text(200, "Ollama is running"));
    gateway = GatewayProcess.runWithoutFiles(environment());
    ollama.take();
    ollama.answeringAs("fake-echo");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    anthropic.close();
    openai.close();
    ollama.close();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "ANTHROPIC_API_KEY",
        ANTHROPIC_KEY,
        "ANTHROPIC_BASE_URL",
        "http://" + anthropic.address(),
        "OPENAI_API_KEY",
        OPENAI_KEY,
        "OPENAI_BASE_URL",
        "http://" + openai.address() + "/v1",
        "OLLAMA_HOST",
        ollama.address());
  }

  private static String chat(String model, boolean isStreamed) {
    return """
    {"model":"%s","max_tokens":50,"stream":%s,"messages":[{"role":"user","content":"Hello you"}]}\
    """
        .formatted(model, isStreamed);
  }

  private static String words(String path, RawResponse response) {
    return path.equals(MESSAGES)
        ? response.json().path("content").path(0).path("text").stringValue("")
        : response.json().path("choices").path(0).path("message").path("content").stringValue("");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, fake-echo",
    "/v1/messages, fake-echo",
    "/v1/chat/completions, anthropic/claude-test",
    "/v1/messages, anthropic/claude-test",
    "/v1/chat/completions, claude-test",
    "/v1/messages, claude-test",
    "/v1/chat/completions, openai/gpt-test",
    "/v1/messages, openai/gpt-test",
    "/v1/chat/completions, gpt-test",
    "/v1/messages, o3-test",
    "/v1/chat/completions, ollama/llama-test",
    "/v1/messages, ollama/llama-test"
  })
  void anyDialectReachesAnyModel(String path, String model) {
    RawResponse whole = RawClient.post(gateway.port(), path, chat(model, false));
    assertThat(whole.status()).as(whole.text()).isEqualTo(200);
    assertThat(words(path, whole)).isEqualTo("Hello you");
    RawResponse streamed = RawClient.post(gateway.port(), path, chat(model, true));
    assertThat(streamed.status()).isEqualTo(200);
    SseEvent last = streamed.events().getLast();
    if (path.equals(MESSAGES)) {
      assertThat(last.data()).contains("message_stop");
    } else {
      assertThat(last.data()).isEqualTo("[DONE]");
    }
    assertThat(streamed.text()).contains("Hello", "you");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic/claude-seen, claude-seen, x-api-key, sk-ant-canary-4444",
    "claude-seen, claude-seen, x-api-key, sk-ant-canary-4444"
  })
  void anthropicIsAskedWithItsKey(String model, String asked, String header, String value) {
    RawClient.post(
        gateway.port(), COMPLETIONS, chat(model, false), "authorization", "Bearer client");
    Received request = last(anthropic);
    assertThat(request.path()).isEqualTo(MESSAGES);
    assertThat(request.json().path("model").stringValue()).isEqualTo(asked);
    assertThat(request.headers().all(header)).containsExactly(value);
    assertThat(request.headers().contains("authorization")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"openai/gpt-seen, gpt-seen", "chatgpt-seen, chatgpt-seen"})
  void openaiIsAskedWithItsKey(String model, String asked) {
    RawClient.post(gateway.port(), MESSAGES, chat(model, false), "x-api-key", "client");
    Received request = last(openai);
    assertThat(request.path()).isEqualTo(COMPLETIONS);
    assertThat(request.json().path("model").stringValue()).isEqualTo(asked);
    assertThat(request.headers().all("authorization")).containsExactly("Bearer " + OPENAI_KEY);
    assertThat(request.headers().contains("x-api-key")).isFalse();
  }

  @Test
  void ollamaIsAskedWithoutAKey() {
    RawClient.post(
        gateway.port(), COMPLETIONS, chat("ollama/llama", false), "authorization", "Bearer x");
    Received request = last(ollama);
    assertThat(request.json().path("model").stringValue()).isEqualTo("llama");
    assertThat(request.headers().contains("authorization")).isFalse();
  }

  private static Received last(FakeUpstream upstream) {
    return upstream.received().getLast();
  }

  @Test
  void modelsAreListedAsOpenAiDoes() {
    JsonNode list = RawClient.get(gateway.port(), "/v1/models").json();
    assertThat(list.path("object").stringValue()).isEqualTo("list");
    assertThat(ids(list))
        .containsAll(FakeModels.ALL.stream().map(FakeModels.Row::name).toList())
        .doesNotContain("fake-*", "anthropic/*");
  }

  @Test
  void modelsAreListedAsAnthropicDoes() {
    JsonNode list =
        RawClient.get(gateway.port(), "/v1/models", "anthropic-version", "2023-06-01").json();
    assertThat(list.path("has_more").booleanValue()).isFalse();
    assertThat(list.path("data").path(0).path("type").stringValue()).isEqualTo("model");
    assertThat(ids(list)).contains("fake-echo");
  }

  private static List<String> ids(JsonNode list) {
    return StreamSupport.stream(list.path("data").spliterator(), false)
        .map(model -> model.path("id").stringValue())
        .toList();
  }

  @Test
  void tokensAreCounted() {
    RawResponse counted =
        RawClient.post(
            gateway.port(),
            "/v1/messages/count_tokens",
            "{\"model\":\"fake-echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    assertThat(counted.status()).isEqualTo(200);
    assertThat(counted.json().path("input_tokens").intValue()).isPositive();
  }

  @Test
  void checksOfConnectivityPass() {
    try (RawClient client = RawClient.connect(gateway.port())) {
      RawResponse alive = client.send(RawClient.request("HEAD", "/", "")).readHeadOnly();
      assertThat(alive.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"nobodys-model, 404", "fake-unknown, 404", "fake-429-5, 429", "fake-529, 529"})
  void whatHasNoAnswerSaysSo(String model, int status) {
    RawResponse refused = RawClient.post(gateway.port(), MESSAGES, chat(model, false));
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().path("type").stringValue()).isEqualTo("error");
  }

  @Test
  void whatWasFoundIsToldAndNoKey() {
    gateway.said(line -> line.contains("found ANTHROPIC_API_KEY: Anthropic"));
    gateway.said(line -> line.contains("found OPENAI_API_KEY: OpenAI"));
    gateway.said(line -> line.contains("found Ollama at http://" + ollama.address()));
    gateway.said(line -> line.startsWith("try: curl -N http://127.0.0.1:" + gateway.port()));
    assertThat(gateway.written()).doesNotContain(ANTHROPIC_KEY, OPENAI_KEY, "\u001b");
  }

  @Test
  void theCurlThatIsShownWorksWhenPasted() throws Exception {
    String shown = gateway.said(line -> line.startsWith("try: ")).substring("try: ".length());
    Process shell = new ProcessBuilder("sh", "-c", shown).redirectErrorStream(true).start();
    String answer = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    assertThat(answer).contains("Hello", "[DONE]");
  }

  @Test
  void whatIsPrintedDoesTheSame() throws Exception {
    FakeUpstream own = FakeUpstream.start();
    try (own) {
      Map<String, String> environment =
          Map.of(
              "ANTHROPIC_AUTH_TOKEN",
              ANTHROPIC_TOKEN,
              "ANTHROPIC_BASE_URL",
              "http://" + own.address() + "/base/");
      String printed =
          GatewayProcess.start(environment, List.of("run", "--print", "--port", "8080")).output();
      assertThat(printed)
          .contains("$ANTHROPIC_AUTH_TOKEN", "port: 8080")
          .doesNotContain(ANTHROPIC_TOKEN, OPENAI_KEY);
      Path file = Files.writeString(folder.resolve("printed.yaml"), printed);
      own.answeringAs("fake-echo");
      try (GatewayProcess again = GatewayProcess.run(file, environment)) {
        for (String model : List.of("fake-echo", "claude-x", "anthropic/claude-x")) {
          RawResponse answer = RawClient.post(again.port(), MESSAGES, chat(model, false));
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        Received request = last(own);
        assertThat(request.path()).isEqualTo("/base/v1/messages");
        assertThat(request.headers().all("authorization"))
            .containsExactly("Bearer " + ANTHROPIC_TOKEN);
        assertThat(request.headers().contains("x-api-key")).isFalse();
        assertThat(again.written()).doesNotContain(ANTHROPIC_TOKEN).doesNotContain("warning");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com",
        "http://",
        "https://user:pass@example.com",
        "x",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:0"
      })
  void aKeyWhoseAddressIsUnclearIsNotUsed(String address) {
    Map<String, String> environment =
        Map.of("OPENAI_API_KEY", OPENAI_KEY, "OPENAI_BASE_URL", address);
    try (GatewayProcess odd = GatewayProcess.runWithoutFiles(environment)) {
      odd.said(
          line -> line.startsWith("OPENAI_API_KEY is not used: OPENAI_BASE_URL is no address"));
      assertThat(RawClient.post(odd.port(), COMPLETIONS, chat("gpt-4o", false)).status())
          .isEqualTo(404);
      assertThat(odd.written()).doesNotContain(OPENAI_KEY, "user:pass");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-one two", "sk-one\ntwo", "sk-\u00e9"})
  void aKeyThatNoHeaderCanCarryIsNotUsed(String key) {
    try (GatewayProcess odd = GatewayProcess.runWithoutFiles(Map.of("OPENAI_API_KEY", key))) {
      odd.said(line -> line.startsWith("OPENAI_API_KEY is not used: it holds characters"));
      assertThat(odd.written()).doesNotContain("error", "sk-");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/"})
  void anthropicsAddressMayEndWithItsVersion(String end) {
    try (FakeUpstream own = FakeUpstream.start()) {
      Map<String, String> environment =
          Map.of(
              "ANTHROPIC_API_KEY", "sk-own", "ANTHROPIC_BASE_URL", "http://" + own.address() + end);
      own.answeringAs("fake-echo");
      try (GatewayProcess zero = GatewayProcess.runWithoutFiles(environment)) {
        assertThat(RawClient.post(zero.port(), MESSAGES, chat("claude-x", false)).status())
            .isEqualTo(200);
        assertThat(last(own).path()).isEqualTo("/v1/messages");
      }
    }
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GatewayProcess second =
          GatewayProcess.start(Map.of(), List.of("--port", String.valueOf(taken.getLocalPort())));
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.written().strip())
          .isEqualTo(
              "agentgateway: port %d is in use: choose another with --port PORT, 0 for any"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void quietSaysNothing() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> arguments =
        List.of(
            "-q",
            "--ephemeral",
            "--port",
            String.valueOf(port),
            "--admin-port",
            "0",
            "--metrics-port",
            "0",
            "--readiness-port",
            "0");
    try (GatewayProcess quiet = GatewayProcess.start(Map.of(), arguments)) {
      assertThat(quiet.awaitOpen(port)).isTrue();
      assertThat(quiet.written().strip()).isEmpty();
    }
  }

  @Test
  void linesAreJsonWhenAsked() {
    try (GatewayProcess json =
        GatewayProcess.runWithoutFiles(Map.of(), "run", "--log-format", "json")) {
      String line = json.said(said -> said.contains("listening on"));
      assertThat(line).startsWith("{").endsWith("}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--linger-seconds -1 | --linger-seconds: -1 (expected: 0 or more)",
        "--event-loops 0 | --event-loops: 0 (expected: 1 to 1024)",
        "--port 70000 | --port: 70000 (expected: 0 to 65535)",
        "-f . --port 1 | --port is for a start without -f",
        "-f . --print | --print is for a start without -f"
      })
  void wrongUsageIsNamed(String written, String said) throws Exception {
    GatewayProcess wrong = GatewayProcess.start(Map.of(), List.of(written.split(" ")));
    assertThat(wrong.awaitExit()).isEqualTo(2);
    assertThat(wrong.written()).contains(said);
  }
}
