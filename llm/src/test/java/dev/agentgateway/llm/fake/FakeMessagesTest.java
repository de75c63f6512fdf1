package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class FakeMessagesTest {

  private static final String TOOLS =
      """
      "tools":[{"name":"get_weather","input_schema":{"type":"object","properties":
        {"city":{"type":"string"},"unit":{"enum":["C","F"]}},"required":["city","unit"]}},
       {"name":"get_time","input_schema":{"type":"object","properties":{}}}]\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # model             | more                                                        | stop
          fake-echo           | "temperature":0.5                                           | end_turn
          fake-echo           | "stop_sequences":["there"]                                  | stop_sequence
          fake-long-50-0      | "temperature":1                                             | end_turn
          fake-tools          | TOOLS                                                       | tool_use
          fake-parallel-tools | TOOLS                                                       | tool_use
          fake-think          | "thinking":{"type":"adaptive"}                              | end_turn
          fake-think          | "thinking":{"type":"adaptive","display":"omitted"}          | end_turn
          fake-think-redacted | TOOLS                                                       | tool_use
          fake-json           | "output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"integer"}}}}} | end_turn
          fake-cache          | "cache_control":{"type":"ephemeral"}                        | end_turn
          fake-refusal        | "metadata":{"user_id":"u"}                                  | refusal
          fake-refusal-filter | "metadata":{"user_id":"u"}                                  | refusal
          fake-vision         | "metadata":{"user_id":"u"}                                  | end_turn
          fake-max-tokens     | "metadata":{"user_id":"u"}                                  | max_tokens
          """)
  void aStreamBuildsTheWholeAnswer(String model, String more, String stop) {
    String extra = more.replace("TOOLS", TOOLS);
    JsonNode whole = Fakes.json(Fakes.messages(Fakes.body(model, "Hello there", extra)));
    String streamed = Fakes.body(model, "Hello there", extra + ",\"stream\":true");
    JsonNode built = Fakes.message(Fakes.events(Fakes.messages(streamed)));
    assertThat(whole.get("stop_reason").stringValue()).isEqualTo(stop);
    assertThat(plain(built.get("content"))).isEqualTo(plain(whole.get("content")));
    for (String field : new String[] {"stop_reason", "stop_sequence", "stop_details", "usage"}) {
      assertThat(sorted(built.get(field))).as(field).isEqualTo(sorted(whole.get(field)));
    }
  }

  /// Ids and redacted data depend on the request.
  private static String plain(JsonNode content) {
    return content.toString().replaceAll("\"(toolu_\\w+|data\":\"[^\"]+)\"", "id");
  }

  private static String sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, String> fields = new TreeMap<>();
      object.forEachEntry((name, value) -> fields.put(name, sorted(value)));
      return fields.toString();
    }
    return node.toString();
  }

  @Test
  void theLastWordsAreEchoed() {
    JsonNode message = Fakes.json(Fakes.messages(Fakes.body("fake-echo", "Hello there", "")));
    assertThat(message.get("type").stringValue()).isEqualTo("message");
    assertThat(message.get("id").stringValue()).startsWith("msg_");
    assertThat(message.at("/content/0/text").stringValue()).isEqualTo("Hello there");
    assertThat(message.at("/usage/output_tokens").intValue()).isEqualTo(2);
    assertThat(message.at("/usage/input_tokens").intValue()).isEqualTo(5);
  }

  @Test
  void tokensAreCountedAsTheyAreUsed() {
    String body =
        """
        {"model":"fake-echo","system":"Be brief","messages":[{"role":"user","content":"Hello there"}],%s}\
        """
            .formatted(TOOLS);
    FakeScript count =
        FakeProvider.strict()
            .answer("POST", "/v1/messages/count_tokens", Fakes.VERSION, body.getBytes(UTF_8), 0);
    String message = body.replaceFirst("\\{", "{\"max_tokens\":9,");
    assertThat(Fakes.json(count).get("input_tokens"))
        .isEqualTo(Fakes.json(Fakes.messages(message)).at("/usage/input_tokens"));
  }

  @Test
  void aToolIsCalledAndItsResultIsTold() {
    JsonNode call = Fakes.json(Fakes.messages(Fakes.body("fake-tools", "Weather in Rome?", TOOLS)));
    JsonNode use = call.at("/content/1");
    assertThat(use.get("name").stringValue()).isEqualTo("get_weather");
    assertThat(use.get("input").toString())
        .isEqualTo("{\"city\":\"Weather in Rome?\",\"unit\":\"C\"}");
    String second =
        """
        {"model":"fake-tools","max_tokens":99,%s,"messages":[{"role":"user","content":"Weather?"},
         {"role":"assistant","content":%s},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":%s,"content":"sunny"}]}]}\
        """
            .formatted(TOOLS, call.get("content"), use.get("id"));
    JsonNode answer = Fakes.json(Fakes.messages(second));
    assertThat(answer.at("/content/0/text").stringValue()).isEqualTo("The tool said: sunny");
    assertThat(answer.get("stop_reason").stringValue()).isEqualTo("end_turn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # text                              | choice              | name        | input
          Use get_time                        | {"type":"auto"}     | get_time    | {}
          Call get_weather {\\"city\\":\\"Rome\\"}| {"type":"auto"}     | get_weather | {"city":"Rome"}
          Anything                            | {"type":"tool","name":"get_time"} | get_time | {}
          Anything                            | {"type":"any"}      | get_weather | {"city":"Anything","unit":"C"}
          """)
  void theUserOrTheChoiceNamesTheTool(String text, String choice, String name, String input) {
    String more = TOOLS + ",\"tool_choice\":" + choice;
    JsonNode content =
        Fakes.json(Fakes.messages(Fakes.body("fake-tools", text, more))).get("content");
    JsonNode use = content.get(content.size() - 1);
    assertThat(use.get("name").stringValue()).isEqualTo(name);
    assertThat(use.get("input").toString()).isEqualTo(input);
    assertThat(content).hasSize(choice.contains("auto") ? 2 : 1);
  }

  @Test
  void parallelCallsCanBeForbidden() {
    String two = Fakes.body("fake-parallel-tools", "Both", TOOLS);
    assertThat(Fakes.json(Fakes.messages(two)).get("content")).hasSize(3);
    String one =
        Fakes.body(
            "fake-parallel-tools",
            "One",
            TOOLS + ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
    assertThat(Fakes.json(Fakes.messages(one)).get("content")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"'', '', true", "x, '', false", "'', x, false"})
  void thinkingIsCheckedWhenItComesBack(String textMore, String signatureMore, boolean isTaken) {
    JsonNode first = Fakes.json(Fakes.messages(Fakes.body("fake-think", "Weather?", TOOLS)));
    JsonNode thinking = first.at("/content/0");
    assertThat(thinking.get("type").stringValue()).isEqualTo("thinking");
    String second =
        """
        {"model":"fake-think","max_tokens":999,%s,"messages":[{"role":"user","content":"Weather?"},
         {"role":"assistant","content":[{"type":"thinking","thinking":"%s","signature":"%s"},%s]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":%s,"content":"sunny"}]}]}\
        """
            .formatted(
                TOOLS,
                thinking.get("thinking").stringValue() + textMore,
                thinking.get("signature").stringValue() + signatureMore,
                first.at("/content/2"),
                first.at("/content/2/id"));
    FakeScript answer = Fakes.messages(second);
    assertThat(answer.head().status()).isEqualTo(isTaken ? 200 : 400);
    if (!isTaken) {
      assertThat(Fakes.json(answer).at("/error/message").stringValue())
          .isEqualTo("messages.1.content.0: Invalid `signature` in `thinking` block");
    }
  }

  @Test
  void omittedAndRedactedThinkingComesBackToo() {
    String more = "\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"}";
    JsonNode first = Fakes.json(Fakes.messages(Fakes.body("fake-think-redacted", "Hi", more)));
    assertThat(first.at("/content/0/thinking").stringValue()).isEmpty();
    assertThat(first.at("/content/1/type").stringValue()).isEqualTo("redacted_thinking");
    assertThat(first.at("/usage/output_tokens_details/thinking_tokens").intValue()).isPositive();
    String second =
        """
        {"model":"fake-think","max_tokens":99,"messages":[{"role":"user","content":"Hi"},
         {"role":"assistant","content":%s},{"role":"user","content":"And now?"}]}\
        """
            .formatted(first.get("content"));
    assertThat(Fakes.messages(second).head().status()).isEqualTo(200);
  }

  @Test
  void theCacheIsWrittenThenRead() {
    String mark = "\"cache_control\":{\"type\":\"ephemeral\"%s}";
    String system =
        "\"system\":[{\"type\":\"text\",\"text\":\"a b c d e f g h\"," + mark.formatted("") + "}]";
    JsonNode first = usage(Fakes.body("fake-cache", "one two", system));
    assertThat(first.get("cache_creation_input_tokens").intValue()).isEqualTo(8);
    assertThat(first.get("cache_read_input_tokens").intValue()).isZero();
    assertThat(first.get("input_tokens").intValue()).isEqualTo(5);
    JsonNode second =
        usage(
            """
            {"model":"fake-cache","max_tokens":9,%s,"messages":[{"role":"user","content":"one two"},
             {"role":"assistant","content":"one two"},
             {"role":"user","content":[{"type":"text","text":"three",%s}]}]}\
            """
                .formatted(system, mark.formatted(",\"ttl\":\"5m\"")));
    assertThat(second.get("cache_read_input_tokens").intValue()).isEqualTo(13);
    assertThat(second.at("/cache_creation/ephemeral_5m_input_tokens").intValue()).isEqualTo(9);
    assertThat(second.get("input_tokens").intValue()).isZero();
    JsonNode hour = usage(Fakes.body("fake-cache", "one", mark.formatted(",\"ttl\":\"1h\"")));
    assertThat(hour.at("/cache_creation/ephemeral_1h_input_tokens").intValue()).isEqualTo(4);
    assertThat(usage(Fakes.body("fake-cache", "one", "")).get("input_tokens").intValue())
        .isEqualTo(4);
  }

  private static JsonNode usage(String body) {
    return Fakes.json(Fakes.messages(body)).get("usage");
  }

  @Test
  void imagesAreDescribed() {
    String png =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP8z8AARAwQCgAf7gMBOkKl0QAAAABJRU5ErkJggg==";
    String body =
        """
        {"model":"fake-vision","max_tokens":99,"messages":[{"role":"user","content":[
         {"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}},
         {"type":"image","source":{"type":"url","url":"https://example.com/a.jpg"}},
         {"type":"text","text":"What is it?"}]}]}\
        """
            .formatted(png);
    assertThat(Fakes.json(Fakes.messages(body)).at("/content/0/text").stringValue())
        .startsWith("Image 1: image/png, ")
        .contains("2x3")
        .endsWith("Image 2: by URL https://example.com/a.jpg");
    FakeScript wrong = Fakes.messages(body.replace("image/png", "image/gif"));
    assertThat(Fakes.json(wrong).at("/error/message").stringValue())
        .contains("the image appears to be a image/png image");
  }

  @Test
  void lengthAndRateAreSetByHeadersToo() {
    Headers headers = Fakes.VERSION.with("x-fake-tokens", "7").with("x-fake-rate", "0");
    JsonNode message = Fakes.json(Fakes.messages(Fakes.body("fake-long", "Hi", ""), headers));
    assertThat(message.at("/usage/output_tokens").intValue()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "1000, 1000", "50000, 16"})
  void theLimitOfTokensIsKept(int limit, int tokens) {
    String body = Fakes.body("fake-max-tokens", "Hi", "").replace(":1000", ":" + limit);
    JsonNode message = Fakes.json(Fakes.messages(body));
    assertThat(message.get("stop_reason").stringValue()).isEqualTo("max_tokens");
    assertThat(message.at("/usage/output_tokens").intValue()).isEqualTo(tokens);
    String echo = Fakes.body("fake-echo", "a b c d", "").replace(":1000", ":" + Math.min(limit, 3));
    assertThat(Fakes.json(Fakes.messages(echo)).get("stop_reason").stringValue())
        .isEqualTo("max_tokens");
  }
}
