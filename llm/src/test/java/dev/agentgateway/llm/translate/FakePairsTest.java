package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static dev.agentgateway.llm.translate.Trials.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.fake.FakeProvider;
import dev.agentgateway.llm.fake.Fakes;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.sse.SseReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Both formats against providers of both, whose requests and streams are checked rule by rule.
class FakePairsTest {

  private static final String MODELS =
      """
      fake-echo | stop | end_turn
      fake-tools | tool_calls | tool_use
      fake-parallel-tools | tool_calls | tool_use
      fake-think | stop | end_turn
      fake-cache | stop | end_turn
      fake-refusal | content_filter | refusal
      fake-max-tokens | length | max_tokens
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = MODELS)
  void completionsClientsAreServedByBoth(String model, String finish, String stop) {
    for (String provider : new String[] {"anthropic", "openai"}) {
      JsonNode whole = whole(RouteType.COMPLETIONS, completions(model, ""), provider);
      // OpenAI's models decline in words and stop; only a filter's stop is called so.
      boolean isOwnRefusal = model.equals("fake-refusal") && provider.equals("openai");
      String expected = isOwnRefusal ? "stop" : finish;
      assertThat(whole.at("/choices/0/finish_reason").asString("")).isEqualTo(expected);

      String events = streamed(RouteType.COMPLETIONS, completions(model, STREAM), provider);
      JsonNode joined = Fakes.completion(new SseReader().on(events.getBytes(UTF_8)));
      assertThat(joined.at("/choices/0/finish_reason").asString("")).isEqualTo(expected);
      assertThat(joined.at("/choices/0/message/content").asString(""))
          .isEqualTo(whole.at("/choices/0/message/content").asString(""));
      assertThat(joined.at("/choices/0/message/tool_calls"))
          .isEqualTo(whole.at("/choices/0/message/tool_calls"));
      assertThat(joined.at("/choices/0/message/reasoning_content"))
          .isEqualTo(whole.at("/choices/0/message/reasoning_content"));
      assertThat(joined.get("usage")).isEqualTo(whole.get("usage"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = MODELS)
  void messagesClientsAreServedByBoth(String model, String finish, String stop) {
    for (String provider : new String[] {"anthropic", "openai"}) {
      JsonNode whole = whole(RouteType.MESSAGES, messages(model, ""), provider);
      assertThat(whole.get("stop_reason").asString("")).isEqualTo(stop);

      String events = streamed(RouteType.MESSAGES, messages(model, ",\"stream\":true"), provider);
      JsonNode joined = Fakes.message(new SseReader().on(events.getBytes(UTF_8)));
      assertThat(joined.get("stop_reason").asString("")).isEqualTo(stop);
      assertThat(joined.get("content")).isEqualTo(whole.get("content"));
      for (String counter : new String[] {"input_tokens", "output_tokens"}) {
        assertThat(joined.get("usage").get(counter)).isEqualTo(whole.get("usage").get(counter));
      }
    }
  }

  private static JsonNode whole(RouteType type, String body, String provider) {
    UpstreamCall call = sent(type, body, provider);
    FakeScript script = answer(call);
    Reply reply = call.whole(200, script.head().headers(), script.body(1 << 20));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.facts().failure()).isNull();
    assertThat(reply.facts().usage()).isNotNull();
    return json(plainIds(reply.body()));
  }

  /// Ids of calls depend on the request's bytes.
  private static String plainIds(byte[] body) {
    return new String(body, UTF_8).replaceAll("(toolu|call)_[0-9a-zA-Z]+(\\d)\"", "call_$2\"");
  }

  /// The client's stream, the same however the upstream's was cut.
  private static String streamed(RouteType type, String body, String provider) {
    UpstreamCall call = sent(type, body, provider);
    FakeScript script = answer(call);
    byte[] bytes = script.body(1 << 20);
    assertThat(call.isStream(200, script.head().headers())).isTrue();
    String atOnce = stream(call.stream(200, script.head().headers()), bytes, bytes.length);
    for (int pieceBytes : new int[] {1, 2, 3, 7, 64, 1000}) {
      StreamReply reply = call.stream(200, script.head().headers());
      assertThat(stream(reply, bytes, pieceBytes)).isEqualTo(atOnce);
      assertThat(reply.facts().failure()).isNull();
      assertThat(reply.facts().usage()).isNotNull();
      assertThat(reply.facts().finishReason()).isNotNull();
      assertThat(reply.facts().model()).isNotNull();
      assertThat(reply.hasContent()).isTrue();
    }
    return plainIds(atOnce.getBytes(UTF_8));
  }

  private static FakeScript answer(UpstreamCall call) {
    FakeScript script =
        FakeProvider.strict().answer(call.method(), call.target(), call.headers(), call.body(), 0);
    assertThat(script.head().status())
        .describedAs(() -> new String(script.body(1 << 20), UTF_8) + new String(call.body(), UTF_8))
        .isEqualTo(200);
    return script;
  }

  private static final String STREAM =
      ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";

  private static String completions(String model, String more) {
    String tools =
        """
        ,"tools":[\
        {"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":\
        {"city":{"type":"string"}},"required":["city"]}}},\
        {"type":"function","function":{"name":"time"}}]\
        """;
    return """
    {"model":"%s","max_completion_tokens":2000,"messages":[\
    {"role":"system","content":"Be brief."},{"role":"user","content":"What is the weather?"}],\
    "reasoning_effort":"high"%s%s}\
    """
        .formatted(model, model.contains("tools") ? tools : "", more);
  }

  private static String messages(String model, String more) {
    String tools =
        """
        ,"tools":[\
        {"name":"weather","input_schema":{"type":"object","properties":\
        {"city":{"type":"string"}},"required":["city"]}},\
        {"name":"time","input_schema":{"type":"object","properties":{}}}]\
        """;
    return """
    {"model":"%s","max_tokens":2000,"system":"Be brief.","messages":[\
    {"role":"user","content":[{"type":"text","text":"What is the weather?"}]}],\
    "thinking":{"type":"adaptive"}%s%s}\
    """
        .formatted(model, model.contains("tools") ? tools : "", more);
  }
}
