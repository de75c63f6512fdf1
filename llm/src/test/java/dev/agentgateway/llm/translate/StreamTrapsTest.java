package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.EVENTS;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static dev.agentgateway.llm.translate.Trials.stream;
import static dev.agentgateway.llm.translate.Trials.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.fake.Fakes;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What streams of other gateways stumbled over.
class StreamTrapsTest {

  private static final String COMPLETIONS_BODY =
      """
      {"model":"claude-opus-4-6","stream":true,"messages":[{"role":"user","content":"hi"}]}\
      """;
  private static final String MESSAGES_BODY =
      """
      {"model":"gpt-4o","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}\
      """;

  private static final String ANTHROPIC =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"cache_read_input_tokens":5,"cache_creation_input_tokens":2,"output_tokens":1}}}

      event: ping
      data: {"type":"ping"}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

      : a comment

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Grüße 🌍"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":1}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"a","input":{}}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":2}

      event: novelty
      data: {"type":"novelty","x":[1]}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":20,"output_tokens_details":{"thinking_tokens":4}}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  @Test
  void everySplitAndEveryLineEndGiveTheSameChunks() {
    String expected = translated(ANTHROPIC, ANTHROPIC.length());
    assertThat(translated(ANTHROPIC, 1)).isEqualTo(expected);
    assertThat(translated(ANTHROPIC.replace("\n", "\r\n"), 1)).isEqualTo(expected);
    assertThat(translated(ANTHROPIC.replace("\n", "\r"), 3)).isEqualTo(expected);
    assertThat(translated("\ufeff" + ANTHROPIC.replace(": ", ":"), 5)).isEqualTo(expected);
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      assertThat(translated(ANTHROPIC, 1 + random.nextInt(300))).isEqualTo(expected);
    }
  }

  @Test
  void aStreamOfAnthropicIsOneOfOpenAi() {
    StreamReply reply = completions();
    JsonNode joined = Fakes.completion(events(stream(reply, ANTHROPIC.getBytes(UTF_8), 100)));

    assertThat(joined.at("/choices/0/message"))
        .isEqualTo(
            json(
                """
                {"role":"assistant","content":"Grüße 🌍","reasoning_content":"hm","reasoning":"hm",
                "reasoning_details":[
                {"type":"reasoning.text","text":"hm","format":"anthropic-claude-v1","index":0},
                {"type":"reasoning.text","signature":"sig","index":0}],
                "tool_calls":[{"id":"t1","type":"function","function":
                {"name":"a","arguments":"{}"}}]}\
                """));
    assertThat(joined.at("/choices/0/finish_reason").asString("")).isEqualTo("tool_calls");
    assertThat(joined.has("usage")).isFalse();
    assertThat(reply.facts().usage()).isEqualTo(new Usage(10, 5, 2, 0, 0, 0, 20, 4));
    assertThat(reply.facts().finishReason()).isEqualTo("end_turn");
    assertThat(reply.facts().model()).isEqualTo("claude-x");
  }

  @Test
  void anErrorEventEndsTheStreamWithoutItsNormalEnd() {
    String cut = ANTHROPIC.substring(0, ANTHROPIC.indexOf("event: content_block_stop"));
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
            + "\"message\":\"Overloaded\"}}\n\n";
    StreamReply reply = completions();

    String out = stream(reply, (cut + error + ANTHROPIC).getBytes(UTF_8), 50);

    assertThat(out)
        .endsWith(
            "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\","
                + "\"param\":null,\"code\":null}}\n\n")
        .doesNotContain("[DONE]")
        .doesNotContain("\"finish_reason\":\"");
    assertThat(reply.facts().failure())
        .isEqualTo(new Failure.UpstreamError(529, "overloaded_error", "Overloaded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"completions", "messages"})
  void aStreamThatStopsEarlyIsAnErrorInEveryPair(String client) {
    for (String provider : new String[] {"anthropic", "openai"}) {
      String whole = provider.equals("anthropic") ? ANTHROPIC : OPENAI;
      String cut = whole.substring(0, whole.indexOf("Grüße") + 2);
      StreamReply reply = reply(client, provider);

      String out = stream(reply, cut.getBytes(UTF_8), 64);

      assertThat(out).contains("the stream stopped before its end").contains("upstream_cut");
      assertThat(out).doesNotContain("[DONE]").doesNotContain("message_stop");
      assertThat(reply.facts().failure()).isInstanceOf(Failure.UpstreamCut.class);
      assertThat(events(out).getLast().data()).contains("\"error\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"completions", "messages"})
  void aStallIsAnErrorInEveryPairAndNothingFollows(String client) {
    for (String provider : new String[] {"anthropic", "openai"}) {
      String whole = provider.equals("anthropic") ? ANTHROPIC : OPENAI;
      StreamReply reply = reply(client, provider);
      reply.on(ByteBuffer.wrap(whole.substring(0, 400).getBytes(UTF_8)));

      String out = text(reply.fail(new Failure.TimedOut(Failure.Wait.IDLE, Duration.ofSeconds(5))));

      assertThat(out).contains("idle timeout after 5000 ms").contains("idle_timeout");
      assertThat(reply.facts().failure()).isInstanceOf(Failure.TimedOut.class);
      assertThat(reply.end()).isEmpty();
      assertThat(reply.on(ByteBuffer.wrap(whole.getBytes(UTF_8)))).isEmpty();
    }
  }

  @Test
  void anEventThatIsNoJsonIsAnError() {
    StreamReply reply = completions();

    String out = stream(reply, "event: message_start\ndata: {\"x\n\n".getBytes(UTF_8), 9);

    assertThat(out).contains("upstream_malformed").doesNotContain("[DONE]");
    assertThat(reply.facts().failure()).isInstanceOf(Failure.UpstreamMalformed.class);
  }

  @Test
  void anEventPastTheLimitIsAnError() {
    byte[] giant = new byte[SseReader.EVENT_BYTES_MAX + 100];
    java.util.Arrays.fill(giant, (byte) 'x');
    for (String provider : new String[] {"anthropic", "openai"}) {
      StreamReply reply = reply("completions", provider);

      String out = stream(reply, giant, 1 << 20);

      assertThat(out).contains("larger than the limit").hasSizeLessThan(1000);
      assertThat(reply.facts().failure()).isInstanceOf(Failure.UpstreamMalformed.class);
    }
  }

  private static final String OPENAI =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null,"obfuscation":"abc"}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"reasoning_content":"hm"},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"content":"Grüße 🌍"},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"a","arguments":""}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"b","arguments":"{\\"y\\""}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"x\\":\\"} "}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":":2}"}},{"index":0,"function":{"arguments":"\\"}\\"\\""}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"gpt-x","choices":[],"usage":{"prompt_tokens":17,"completion_tokens":20,"total_tokens":37,"prompt_tokens_details":{"cached_tokens":5,"cache_write_tokens":2},"completion_tokens_details":{"reasoning_tokens":4}}}

      data: [DONE]

      """;

  @Test
  void interleavedCallsAreOneBlockAfterTheOther() {
    StreamReply reply = messages();
    JsonNode joined = Fakes.message(events(stream(reply, OPENAI.getBytes(UTF_8), 33)));

    assertThat(joined.get("content"))
        .isEqualTo(
            json(
                """
                [{"type":"thinking","thinking":"hm","signature":""},
                {"type":"text","text":"Grüße 🌍"},
                {"type":"tool_use","id":"c1","name":"a","input":{"x":"} "}},
                {"type":"tool_use","id":"c2","name":"b","input":{"y":2}}]\
                """));
    assertThat(joined.get("stop_reason").asString("")).isEqualTo("tool_use");
    assertThat(joined.at("/usage/input_tokens").asInt(0)).isEqualTo(10);
    assertThat(joined.at("/usage/cache_read_input_tokens").asInt(0)).isEqualTo(5);
    assertThat(joined.at("/usage/cache_creation_input_tokens").asInt(0)).isEqualTo(2);
    assertThat(joined.at("/usage/output_tokens").asInt(0)).isEqualTo(20);
    assertThat(reply.facts().usage()).isEqualTo(new Usage(10, 5, 2, 0, 0, 0, 20, 4));
  }

  @Test
  void callsWithoutAnIndexAreToldApartByTheirIds() {
    String chunks =
        chunk(
                "{\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]}")
            + chunk("{\"tool_calls\":[{\"id\":\"c2\",\"function\":{\"name\":\"b\"}}]}")
            + chunk("{\"tool_calls\":[{\"function\":{\"arguments\":\"{\\\"y\\\":1}\"}}]}")
            + "data: [DONE]\n\n";

    JsonNode joined = Fakes.message(events(stream(messages(), chunks.getBytes(UTF_8), 1000)));

    assertThat(joined.get("content"))
        .isEqualTo(
            json(
                """
                [{"type":"tool_use","id":"c1","name":"a","input":{}},
                {"type":"tool_use","id":"c2","name":"b","input":{"y":1}}]\
                """));
  }

  @Test
  void aCallWithoutAnIdGetsOneAndEmptyArgumentsAreAnEmptyObject() {
    String chunks =
        chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"a\",\"arguments\":\"\"}}]}")
            + "data: [DONE]\n\n";

    JsonNode joined = Fakes.message(events(stream(messages(), chunks.getBytes(UTF_8), 1000)));

    assertThat(joined.get("content"))
        .isEqualTo(
            json("[{\"type\":\"tool_use\",\"id\":\"call_i1_0\",\"name\":\"a\",\"input\":{}}]"));
  }

  @Test
  void anErrorInAStreamOfOpenAiIsAnErrorEvent() {
    String chunks =
        chunk("{\"content\":\"a\"}")
            + "data: {\"error\":{\"message\":\"boom\",\"type\":\"server_error\",\"param\":null,"
            + "\"code\":null}}\n\ndata: [DONE]\n\n";
    StreamReply reply = messages();

    String out = stream(reply, chunks.getBytes(UTF_8), 1000);

    assertThat(out)
        .endsWith(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                + "\"message\":\"boom\"}}\n\n")
        .doesNotContain("message_stop");
    assertThat(reply.facts().failure())
        .isEqualTo(new Failure.UpstreamError(500, "server_error", "boom"));
  }

  @Test
  void theStartTellsAnEstimateAndTheEndTheTruth() {
    List<SseEvent> events = events(stream(messages(), OPENAI.getBytes(UTF_8), 1000));

    assertThat(json(events.getFirst().data()).at("/message/usage/input_tokens").asInt(0))
        .isPositive();
    assertThat(events.get(1).name()).isEqualTo("ping");
  }

  @Test
  void aStreamThatOnlyLacksItsLastEmptyLineIsWhole() {
    String chunks = chunk("{\"content\":\"a\"}") + "data: [DONE]";

    assertThat(stream(messages(), chunks.getBytes(UTF_8), 1000)).contains("message_stop");
  }

  @Test
  void silenceIsAPingOfTheClientsFormat() {
    StreamReply messages = messages();
    assertThat(text(messages.ping())).startsWith(":");
    messages.on(ByteBuffer.wrap(chunk("{\"content\":\"a\"}").getBytes(UTF_8)));
    assertThat(text(messages.ping())).isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    StreamReply completions = completions();
    completions.on(ByteBuffer.wrap(ANTHROPIC.getBytes(UTF_8), 0, 500));
    assertThat(text(completions.ping())).startsWith(":");
  }

  private static String chunk(String delta) {
    return "data: {\"id\":\"i1\",\"object\":\"chat.completion.chunk\",\"created\":5,"
        + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}\n\n";
  }

  private static String translated(String upstream, int pieceBytes) {
    return stream(completions(), upstream.getBytes(UTF_8), pieceBytes);
  }

  private static StreamReply completions() {
    return reply("completions", "anthropic");
  }

  private static StreamReply messages() {
    return reply("messages", "openai");
  }

  private static StreamReply reply(String client, String provider) {
    boolean isMessages = client.equals("messages");
    return sent(
        isMessages ? RouteType.MESSAGES : RouteType.COMPLETIONS,
        isMessages ? MESSAGES_BODY : COMPLETIONS_BODY,
        provider)
        .stream(200, EVENTS);
  }

  private static List<SseEvent> events(String out) {
    return new ArrayList<>(new SseReader().on(out.getBytes(UTF_8)));
  }
}
