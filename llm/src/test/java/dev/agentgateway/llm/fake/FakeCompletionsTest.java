package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.fake.script.FakeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class FakeCompletionsTest {

  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
        "properties":{"city":{"type":"string"}},"required":["city"]}}},
       {"type":"function","function":{"name":"get_time"}}]\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # model             | more                             | finish
          fake-echo           | "temperature":2                  | stop
          fake-echo           | "n":2                            | stop
          fake-echo           | "stop":"there"                   | stop
          fake-long-50-0      | "user":"u"                       | stop
          fake-tools          | TOOLS                            | tool_calls
          fake-parallel-tools | TOOLS                            | tool_calls
          fake-think          | TOOLS                            | tool_calls
          fake-think-redacted | "user":"u"                       | stop
          fake-think          | "reasoning_effort":"none"        | stop
          fake-json           | "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":{"a":{"type":"array","items":{"type":"boolean"}}}}}} | stop
          fake-cache          | "user":"u"                       | stop
          fake-refusal        | "user":"u"                       | stop
          fake-refusal-filter | "user":"u"                       | content_filter
          fake-vision         | "user":"u"                       | stop
          fake-max-tokens     | "user":"u"                       | length
          """)
  void aStreamBuildsTheWholeAnswer(String model, String more, String finish) {
    String extra = more.replace("TOOLS", TOOLS);
    JsonNode whole = Fakes.json(Fakes.completions(Fakes.body(model, "Hello there", extra)));
    String streamed =
        Fakes.body(
            model,
            "Hello there",
            extra + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    JsonNode built = Fakes.completion(Fakes.events(Fakes.completions(streamed)));
    assertThat(whole.at("/choices/0/finish_reason").stringValue()).isEqualTo(finish);
    assertThat(built.get("usage")).isEqualTo(whole.get("usage"));
    assertThat(built.get("choices")).hasSize(whole.get("choices").size());
    for (int i = 0; i < whole.get("choices").size(); i++) {
      JsonNode one = whole.get("choices").get(i);
      JsonNode other = built.get("choices").get(i);
      assertThat(other.get("finish_reason")).isEqualTo(one.get("finish_reason"));
      assertThat(said(other.get("message"))).isEqualTo(said(one.get("message")));
    }
  }

  /// What was said, without what depends on the request and without nulls, which deltas leave out.
  private static String said(JsonNode message) {
    StringBuilder said = new StringBuilder();
    for (String field :
        new String[] {
          "content", "refusal", "reasoning_content", "reasoning_details", "tool_calls"
        }) {
      JsonNode value = message.path(field);
      if (!value.isNull() && !value.isMissingNode() && !value.asString("-").isEmpty()) {
        said.append(field)
            .append(value.toString().replaceAll("\"(call_\\w+|data\":\"[^\"]+)\"", "id"));
      }
    }
    return said.toString();
  }

  @Test
  void theLastWordsAreEchoedToTheLetter() {
    JsonNode completion = Fakes.json(Fakes.completions(Fakes.body("fake-echo", "Hello there", "")));
    assertThat(completion.get("object").stringValue()).isEqualTo("chat.completion");
    assertThat(completion.get("id").stringValue()).startsWith("chatcmpl-");
    JsonNode choice = completion.at("/choices/0");
    assertThat(choice.at("/message/content").stringValue()).isEqualTo("Hello there");
    assertThat(choice.at("/message/refusal").isNull()).isTrue();
    assertThat(choice.get("logprobs").isNull()).isTrue();
    assertThat(completion.at("/usage/prompt_tokens").intValue()).isEqualTo(5);
    assertThat(completion.at("/usage/total_tokens").intValue()).isEqualTo(7);
  }

  @Test
  void usageIsStreamedOnlyWhenAskedFor() {
    String body = Fakes.body("fake-echo", "Hi", "\"stream\":true");
    assertThat(Fakes.completion(Fakes.events(Fakes.completions(body))).has("usage")).isFalse();
    assertThat(new String(Fakes.completions(body).body(10_000), UTF_8)).doesNotContain("usage");
  }

  @Test
  void aToolIsCalledAndItsResultIsTold() {
    JsonNode first =
        Fakes.json(Fakes.completions(Fakes.body("fake-parallel-tools", "Rome", TOOLS)));
    JsonNode calls = first.at("/choices/0/message/tool_calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.at("/0/function/arguments").stringValue()).isEqualTo("{\"city\":\"Rome\"}");
    assertThat(calls.at("/1/function/arguments").stringValue()).isEqualTo("{}");
    ObjectNode message = (ObjectNode) first.at("/choices/0/message");
    message.remove("annotations");
    String second =
        """
        {"model":"fake-parallel-tools",%s,"messages":[{"role":"user","content":"Rome"},%s,
         {"role":"tool","tool_call_id":%s,"content":"sunny"},
         {"role":"tool","tool_call_id":%s,"content":[{"type":"text","text":"noon"}]}]}\
        """
            .formatted(TOOLS, message, calls.at("/0/id"), calls.at("/1/id"));
    JsonNode answer = Fakes.json(Fakes.completions(second));
    assertThat(answer.at("/choices/0/message/content").stringValue())
        .isEqualTo("The tools said: sunny; noon");
  }

  @Test
  void reasoningComesBackWithItsSignature() {
    JsonNode first = Fakes.json(Fakes.completions(Fakes.body("fake-think", "Hi", "")));
    JsonNode details = first.at("/choices/0/message/reasoning_details");
    assertThat(first.at("/choices/0/message/reasoning_content").isString()).isTrue();
    assertThat(first.at("/usage/completion_tokens_details/reasoning_tokens").intValue())
        .isPositive();
    String second =
        """
        {"model":"fake-think","messages":[{"role":"user","content":"Hi"},
         {"role":"assistant","content":"Hi","reasoning_details":%s},{"role":"user","content":"Go on"}]}\
        """
            .formatted(details);
    assertThat(Fakes.completions(second).head().status()).isEqualTo(200);
    FakeScript changed = Fakes.completions(second.replace("The user wants", "Nobody wants"));
    assertThat(changed.head().status()).isEqualTo(400);
  }

  @Test
  void aCachedPrefixIsPartOfThePrompt() {
    String body =
        """
        {"model":"fake-cache","messages":[{"role":"user","content":"one two"},
         {"role":"assistant","content":"one two"},{"role":"user","content":[
          {"type":"text","text":"three","cache_control":{"type":"ephemeral"}}]}]}\
        """;
    JsonNode usage = Fakes.json(Fakes.completions(body)).get("usage");
    assertThat(usage.get("prompt_tokens").intValue()).isEqualTo(14);
    assertThat(usage.at("/prompt_tokens_details/cached_tokens").intValue()).isEqualTo(5);
    assertThat(usage.at("/prompt_tokens_details/cache_write_tokens").intValue()).isEqualTo(9);
  }
}
