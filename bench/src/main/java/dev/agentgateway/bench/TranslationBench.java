package dev.agentgateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.providers.anthropic.Anthropic;
import dev.agentgateway.llm.providers.openai.OpenAi;
import dev.agentgateway.llm.translate.Translation;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Chats of a usual size: read, prepared for a provider, and their answers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TranslationBench {

  private static final Headers JSON = Headers.of("content-type", "application/json");
  private static final Headers EVENTS = Headers.of("content-type", "text/event-stream");
  private static final byte[] REQUEST =
      ("{\"model\":\"m\",\"max_tokens\":200,\"messages\":[{\"role\":\"system\",\"content\":\"You are"
              + " brief.\"},{\"role\":\"user\",\"content\":\""
              + "question ".repeat(300)
              + "\"}]}")
          .getBytes(UTF_8);
  private static final byte[] STREAM_REQUEST =
      new String(REQUEST, UTF_8).replace("\"max", "\"stream\":true,\"max").getBytes(UTF_8);
  private static final byte[] ANSWER =
      ("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
              + "\"content\":[{\"type\":\"text\",\"text\":\""
              + "word ".repeat(120)
              + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
              + "\"usage\":{\"input_tokens\":16,\"output_tokens\":120}}")
          .getBytes(UTF_8);
  private static final byte[] START =
      ("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
              + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":[],"
              + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":16,"
              + "\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":"
              + "\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"
              + "\n\n")
          .getBytes(UTF_8);
  private static final byte[] DELTA =
      ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
              + "\"delta\":{\"type\":\"text_delta\",\"text\":\"word \"}}\n\n")
          .getBytes(UTF_8);

  private final Upstream openai = upstream(new OpenAi());
  private final Upstream anthropic = upstream(new Anthropic());
  private final UpstreamCall translated = prepared(REQUEST, anthropic);
  private final UpstreamCall streamed = prepared(STREAM_REQUEST, anthropic);

  /// Same dialect: the model is read, the body stays as it is.
  @Benchmark
  public UpstreamCall spliceRequest() {
    return prepared(REQUEST, openai);
  }

  /// Chat completions to messages.
  @Benchmark
  public UpstreamCall translateRequest() {
    return prepared(REQUEST, anthropic);
  }

  /// A message to a chat completion.
  @Benchmark
  public Reply translateAnswer() {
    return translated.whole(200, JSON, ANSWER);
  }

  /// A stream of 100 events, messages to chat completions.
  @Benchmark
  public void translate100Events(Blackhole hole) {
    StreamReply stream = streamed.stream(200, EVENTS);
    hole.consume(stream.on(ByteBuffer.wrap(START)));
    for (int i = 0; i < 100; i++) {
      hole.consume(stream.on(ByteBuffer.wrap(DELTA)));
    }
  }

  private static UpstreamCall prepared(byte[] body, Upstream upstream) {
    Arrival arrival =
        new Arrival(RouteType.COMPLETIONS, "POST", "/v1/chat/completions", JSON, body, 0);
    if (Translation.read(arrival) instanceof ClientCall.Reading.Read(ClientCall call)
        && call.prepare(upstream, ChatSettings.NONE) instanceof Prepared.Send(UpstreamCall sent)) {
      return sent;
    }
    throw new IllegalStateException("not prepared");
  }

  private static Upstream upstream(Provider provider) {
    return new Upstream(
        provider.name(),
        provider,
        ProviderSettings.NONE,
        null,
        null,
        new Credential.Key(Secret.of("key")),
        ChatSettings.NONE);
  }
}
