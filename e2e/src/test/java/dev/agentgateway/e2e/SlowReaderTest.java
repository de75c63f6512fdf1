package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.script.FakeStep;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever reads slowly slows down who writes, and nothing piles up in between.
final class SlowReaderTest {

  private static final int PIECE_BYTES = 1 << 20;
  private static final int PIECES = 64;

  /// Eight answers of 64 MiB each would fill the heap of 256 MiB twice.
  private static final int READERS = 8;

  private static final long GROWTH_BYTES_MAX = 120L << 20;

  private static String configuration(int upstreamPort, int deafPort) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: slow}
    spec:
      gatewayClassName: agentgateway
      listeners: [{name: http, protocol: HTTP, port: 8080}]
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: plain}
    spec: {static: {host: 127.0.0.1, port: %1$d}}
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: deaf}
    spec: {static: {host: 127.0.0.1, port: %2$d}}
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: same}
    spec: {ai: {provider: {openai: {}, host: 127.0.0.1, port: %1$d}}}
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: other}
    spec: {ai: {provider: {anthropic: {}, host: 127.0.0.1, port: %1$d}}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: slow}
    spec:
      parentRefs: [{name: slow}]
      rules:
      - matches: [{path: {value: /plain}}]
        backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: plain}]
      - matches: [{path: {value: /deaf}}]
        backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: deaf}]
      - matches: [{path: {value: /same}}]
        backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: same}]
      - matches: [{path: {value: /other}}]
        backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: other}]
    """
        .formatted(upstreamPort, deafPort);
  }

  @TempDir private static Path folder;

  private static FakeUpstream upstream;
  private static ServerSocket deaf;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    upstream = FakeUpstream.start().answering(SlowReaderTest::answer);
    deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    String yaml = configuration(upstream.port(), deaf.getLocalPort());
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("slow.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    upstream.close();
    deaf.close();
  }

  private static Answer answer(Received request) {
    boolean isChat = request.method().equals("POST");
    boolean isMessages = request.path().endsWith("/messages");
    String text = "x".repeat(PIECE_BYTES);
    List<FakeStep> steps = new ArrayList<>();
    steps.add(
        new FakeStep.Head(
            200, Headers.of("content-type", isChat ? "text/event-stream" : "text/plain")));
    byte[] piece = (isChat ? isMessages ? delta(text) : chunk(text) : text).getBytes(UTF_8);
    if (isMessages) {
      steps.add(new FakeStep.Send(START.getBytes(UTF_8)));
    }
    for (int i = 0; i < PIECES; i++) {
      steps.add(new FakeStep.Send(piece));
    }
    if (isChat) {
      steps.add(new FakeStep.Send((isMessages ? STOP : "data: [DONE]\n\n").getBytes(UTF_8)));
    }
    return Answer.of(new FakeScript(steps));
  }

  private static String chunk(String text) {
    return """
    data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
    "delta":{"content":"%s"},"finish_reason":null}]}

    """
        .formatted(text);
  }

  private static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant",\
      "model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,\
      "output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      """;

  private static String delta(String text) {
    return """
    event: content_block_delta
    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

    """
        .formatted(text);
  }

  private static final String STOP =
      """
      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
      "usage":{"output_tokens":9}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "same", "other"})
  void anUpstreamWaitsForAClientThatDoesNotRead(String kind) {
    String question =
        "{\"model\":\"m\",\"stream\":true,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    long before = gateway.residentBytes();
    int asked = upstream.received().size();
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        RawClient client = RawClient.connect(gateway.port());
        clients.add(client);
        client.send(
            kind.equals("plain")
                ? RawClient.request("GET", "/plain", "")
                : RawClient.request("POST", "/" + kind, question));
        assertThat(client.head().status()).isEqualTo(200);
      }
      List<Received> received = upstream.received();
      assertThat(received).hasSize(asked + READERS);
      for (Received each : received.subList(asked, received.size())) {
        assertThat(each.awaitAnswered(Duration.ofMillis(300))).isFalse();
      }
      assertThat(gateway.residentBytes() - before).isLessThan(GROWTH_BYTES_MAX);
      long bytes = 0;
      for (String piece = clients.getFirst().piece();
          piece != null;
          piece = clients.getFirst().piece()) {
        bytes += piece.length();
      }
      assertThat(bytes).isGreaterThanOrEqualTo((long) PIECES * PIECE_BYTES);
      assertThat(gateway.residentBytes() - before).isLessThan(GROWTH_BYTES_MAX);
    } finally {
      clients.forEach(RawClient::reset);
    }
  }

  @Test
  void aClientWaitsForAnUpstreamThatDoesNotRead() throws Exception {
    AtomicLong sent = new AtomicLong();
    long before = gateway.residentBytes();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      OutputStream out = socket.getOutputStream();
      long length = 256L << 20;
      out.write(
          ("POST /deaf HTTP/1.1\r\nhost: a\r\ncontent-length: " + length + "\r\n\r\n")
              .getBytes(UTF_8));
      Future<?> writing =
          threads.submit(() -> {
            byte[] piece = new byte[64 << 10];
            while (sent.get() < length) {
              out.write(piece);
              sent.addAndGet(piece.length);
            }
            return null;
          });
      boolean isThrough = true;
      try {
        writing.get(1500, TimeUnit.MILLISECONDS);
      } catch (TimeoutException held) {
        isThrough = false;
      }
      assertThat(isThrough).isFalse();
      assertThat(sent.get()).isLessThan(64L << 20);
      assertThat(gateway.residentBytes() - before).isLessThan(GROWTH_BYTES_MAX);
      socket.shutdownInput();
      socket.setSoLinger(true, 0);
    }
  }
}
