package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The requests that pages show, made as they stand there; and the table of failures, row by row.
final class PagesRunTest {

  private static final DocPage FAILING = DocPage.read("docs/when-a-provider-fails.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| [^|]+ \\| `(fake-[^`]+)` \\| ([^|]+) \\|$");

  private static final String WAITS =
      """
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: waits}
      spec:
        targetRefs:
        - {group: gateway.networking.k8s.io, kind: Gateway, name: agentgateway}
        traffic:
          timeouts: {streamIdle: 1s}
      """;

  @TempDir private static Path folder;

  private static GatewayProcess zero;
  private static GatewayProcess failing;

  record Request(DocPage page, String command) {

    @Override
    public String toString() {
      return page + " " + command.lines().toList().getLast();
    }
  }

  record Row(String model, String then) {}

  @BeforeAll
  static void start() throws IOException {
    zero = GatewayProcess.runWithoutFiles(Map.of());
    StringBuilder yaml = new StringBuilder(FAILING.yaml("", ""));
    rows().forEach(row -> yaml.append(second(row)));
    String waiting =
        yaml.append(WAITS)
            .toString()
            .replace(
                "  rules:\n  - backendRefs:",
                "  rules:\n  - timeouts: {backendRequest: 1s}\n    backendRefs:");
    Path file = Files.writeString(folder.resolve("failing.yaml"), waiting);
    failing = GatewayProcess.run(file, Map.of(), "--map-port", "4000=0");
  }

  @AfterAll
  static void stop() {
    zero.close();
    failing.close();
  }

  static Stream<Request> requests() {
    return Stream.of("README.md", "docs/first-answer.md", "docs/fake-models.md")
        .map(DocPage::read)
        .flatMap(page ->
            page.blocks().stream()
                .map(DocPage.Block::text)
                .filter(text -> text.startsWith("curl "))
                .map(text -> new Request(page, text)));
  }

  static Stream<Row> rows() {
    try {
      return ROW
          .matcher(Files.readString(FAILING.file()))
          .results()
          .map(PagesRunTest::row)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(MatchResult found) {
    return new Row(found.group(1), found.group(2).strip());
  }

  /// A model whose first provider is that of a row, and whose second works.
  private static String second(Row row) {
    return """
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayModel
    metadata: {name: after-%1$s}
    spec:
      parentRefs: [{name: agentgateway}]
      virtualModel:
        failover:
          targets:
          - {modelRef: {name: fakes}, model: %1$s, priority: 0}
          - {modelRef: {name: fakes}, model: fake-echo, priority: 1}
    """
        .formatted(row.model());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestOfAPageIsAnswered(Request request) throws Exception {
    String answer = ran(request.command(), zero.port());
    assertThat(answer).containsPattern("Hello|word1");
    assertThat(answer).doesNotContain("\"error\"");
  }

  @Test
  void theFailingProviderOfThePageIsNotSeen() throws Exception {
    String request =
        FAILING.blocks().stream()
            .map(DocPage.Block::text)
            .filter(text -> text.startsWith("curl "))
            .findFirst()
            .orElseThrow();
    assertThat(ran(request, failing.port())).contains("\"model\":\"fake-echo\"", "Hello");
    assertThat(failing.logLine(line -> line.contains("gen_ai.response.model=fake-echo")))
        .contains("retry.attempt=1 retry.tries=\"fake ", "503 status");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowOfTheTableIsTrue(Row row) {
    String body =
        """
        {"model":"after-%s","stream":true,"messages":[{"role":"user","content":"Hello you"}]}\
        """
            .formatted(row.model());
    RawResponse answer = RawClient.post(failing.port(), "/v1/chat/completions", body);
    switch (row.then()) {
      case "next provider", "next provider, when the wait is over" -> {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"model\":\"fake-echo\"");
        assertThat(answer.events().getLast().isDone()).isTrue();
      }
      case "error event", "error event, when the wait is over" -> {
        List<SseEvent> events = answer.events();
        assertThat(events.size()).isGreaterThan(1);
        assertThat(events.getLast().data()).contains("\"error\"");
        assertThat(answer.text()).doesNotContain("fake-echo", "[DONE]");
        assertThat(answer.isComplete()).isFalse();
      }
      case "the client sees it" ->
          assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
      default -> throw new AssertionError("the table says of nothing else: " + row);
    }
  }

  private static String ran(String command, int port) throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")), "curl is not installed");
    Process shell =
        new ProcessBuilder("sh", "-c", command.replace(":4000", ":" + port))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out;
  }
}
