package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.fake.script.FakeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests with anything anywhere are answered or refused, never broken on.
final class FakeFuzzTest {

  private static final String MESSAGES =
      """
      {"model":"fake-tools","max_tokens":5000,"stream":true,"temperature":1,"stop_sequences":["x"],
       "system":[{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":"1h"}}],
       "thinking":{"type":"enabled","budget_tokens":1024},"tool_choice":{"type":"auto"},
       "output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":
         {"a":{"type":"array","items":{"anyOf":[{"enum":[1]}]},"minItems":2}}}}},
       "tools":[{"name":"f","input_schema":{"type":"object","properties":{"a":{"type":"string"}}}}],
       "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[
         {"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},{"role":"user","content":[
         {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"r"}]},
         {"type":"image","source":{"type":"base64","media_type":"image/gif","data":"R0lGODlhAQABAAAA"}},
         {"type":"text","text":"go"}]}]}\
      """;
  private static final String COMPLETIONS =
      """
      {"model":"fake-parallel-tools","stream":true,"stream_options":{"include_usage":true},"n":2,
       "max_completion_tokens":500,"temperature":0.5,"stop":["x"],"reasoning_effort":"low",
       "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
       "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],
       "tool_choice":{"type":"function","function":{"name":"f"}},
       "messages":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"a"},
         {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},
        {"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function",
          "function":{"name":"f","arguments":"{}"}}],"reasoning_details":[{"type":"reasoning.text"}]},
        {"role":"tool","tool_call_id":"c","content":"r"}]}\
      """;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "[]",
          "[null]",
          "[[]]",
          "{}",
          "{\"type\":\"x\"}",
          "{\"type\":1}",
          "[{\"role\":5}]",
          "\"\\ud800\"");

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 4"})
  void anythingAnywhereIsAnsweredOrRefused(long seed, int changes) {
    Random random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < 4_000; round++) {
      boolean isMessages = round % 2 == 0;
      JsonNode body = Fakes.MAPPER.readTree(isMessages ? MESSAGES : COMPLETIONS);
      for (int i = 0; i < changes; i++) {
        change(body, random);
      }
      String model = FakeModels.ALL.get(random.nextInt(FakeModels.ALL.size())).name();
      if (random.nextBoolean()) {
        ((ObjectNode) body).put("model", model);
      }
      String text = body.toString();
      FakeScript script = isMessages ? Fakes.messages(text) : Fakes.completions(text);
      byte[] answer = script.body(50_000);
      int status = script.head().status();
      assertThat(status).as(text).isIn(0, 200, 400, 401, 403, 404, 408, 413, 429, 500, 503, 529);
      if (status == 400) {
        assertThat(Fakes.MAPPER.readTree(answer).at("/error/message").stringValue()).isNotEmpty();
      }
      taken += status == 200 ? 1 : 0;
      assertThat(new String(answer, UTF_8)).doesNotContain("Exception");
    }
    assertThat(taken).isBetween(20, 3_980);
  }

  private static void change(JsonNode body, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    gather(body, containers);
    JsonNode value = Fakes.MAPPER.readTree(VALUES.get(random.nextInt(VALUES.size())));
    JsonNode target = containers.get(random.nextInt(containers.size()));
    if (target instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else if (target instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static void gather(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> gather(child, containers));
    }
  }
}
