package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks the fake provider and puts streams together again, as the SDKs do.
public final class Fakes {

  static final JsonMapper MAPPER = JsonMapper.builder().build();
  static final Headers VERSION = Headers.of("anthropic-version", "2023-06-01");

  private Fakes() {}

  static FakeScript messages(String body) {
    return messages(body, VERSION);
  }

  static FakeScript messages(String body, Headers headers) {
    return FakeProvider.strict().answer("POST", "/v1/messages", headers, body.getBytes(UTF_8), 0);
  }

  static FakeScript completions(String body) {
    return FakeProvider.strict()
        .answer("POST", "/v1/chat/completions", Headers.NONE, body.getBytes(UTF_8), 0);
  }

  /// A body for either format with one message of the user.
  static String body(String model, String text, String more) {
    return """
    {"model":"%s","max_tokens":1000,"messages":[{"role":"user","content":"%s"}]%s}\
    """
        .formatted(model, text, more.isEmpty() ? "" : "," + more);
  }

  static JsonNode json(FakeScript script) {
    return MAPPER.readTree(script.body(1 << 20));
  }

  static List<SseEvent> events(FakeScript script) {
    SseReader reader = new SseReader();
    List<SseEvent> events = reader.on(script.body(1 << 20));
    assertThat(reader.isMidEvent()).isFalse();
    return events;
  }

  /// The message that a stream of events builds, every rule of the stream's grammar checked.
  public static JsonNode message(List<SseEvent> events) {
    ObjectNode message = MAPPER.createObjectNode();
    ArrayNode content = MAPPER.createArrayNode();
    int open = -1;
    StringBuilder json = new StringBuilder();
    String state = "START";
    for (SseEvent event : events) {
      JsonNode data = MAPPER.readTree(event.data());
      String type = data.get("type").stringValue();
      assertThat(event.name()).isEqualTo(type);
      switch (type) {
        case "message_start" -> {
          assertThat(state).isEqualTo("START");
          message = (ObjectNode) data.get("message");
          assertThat(message.get("content").isEmpty()).isTrue();
          assertThat(message.get("stop_reason").isNull()).isTrue();
          state = "OPEN";
        }
        case "ping" -> assertThat(state).isNotEqualTo("START");
        case "content_block_start" -> {
          assertThat(state).isEqualTo("OPEN");
          assertThat(data.get("index").intValue()).isEqualTo(content.size());
          open = content.size();
          content.add(data.get("content_block"));
          json.setLength(0);
          state = "BLOCK";
        }
        case "content_block_delta" -> {
          assertThat(state).isEqualTo("BLOCK");
          assertThat(data.get("index").intValue()).isEqualTo(open);
          delta((ObjectNode) content.get(open), data.get("delta"), json);
        }
        case "content_block_stop" -> {
          assertThat(state).isEqualTo("BLOCK");
          state = "OPEN";
        }
        case "message_delta" -> {
          assertThat(state).isEqualTo("OPEN");
          message.setAll((ObjectNode) data.get("delta"));
          ((ObjectNode) message.get("usage")).setAll((ObjectNode) data.get("usage"));
          state = "CLOSING";
        }
        case "message_stop" -> {
          assertThat(state).isEqualTo("CLOSING");
          state = "END";
        }
        default -> throw new AssertionError("an unknown event: " + type);
      }
    }
    assertThat(state).isEqualTo("END");
    message.set("content", content);
    return message;
  }

  private static void delta(ObjectNode block, JsonNode delta, StringBuilder json) {
    switch (delta.get("type").stringValue()) {
      case "text_delta" -> append(block, "text", delta);
      case "thinking_delta" -> append(block, "thinking", delta);
      case "citations_delta" -> block.withArray("citations").add(delta.get("citation"));
      case "signature_delta" -> block.set("signature", delta.get("signature"));
      case "input_json_delta" -> {
        json.append(delta.get("partial_json").stringValue());
        if (!json.isEmpty() && json.charAt(json.length() - 1) == '}') {
          block.set("input", MAPPER.readTree(json.toString()));
        }
      }
      default -> throw new AssertionError("an unknown delta: " + delta);
    }
  }

  private static void append(ObjectNode node, String field, JsonNode delta) {
    node.put(field, node.path(field).asString("") + delta.get(field).stringValue());
  }

  /// The completion that a stream of chunks builds, every rule of the stream's grammar checked.
  public static JsonNode completion(List<SseEvent> events) {
    assertThat(events.getLast().isDone()).isTrue();
    ObjectNode completion = MAPPER.createObjectNode();
    List<ObjectNode> choices = new ArrayList<>();
    boolean isLast = false;
    for (SseEvent event : events.subList(0, events.size() - 1)) {
      assertThat(event.name()).isNull();
      assertThat(isLast).isFalse();
      JsonNode chunk = MAPPER.readTree(event.data());
      assertThat(chunk.get("object").stringValue()).isEqualTo("chat.completion.chunk");
      for (String field : new String[] {"id", "created", "model"}) {
        JsonNode before = completion.get(field);
        assertThat(before == null || before.equals(chunk.get(field))).isTrue();
        completion.set(field, chunk.get(field));
      }
      isLast = chunk.get("choices").isEmpty();
      if (isLast) {
        completion.set("usage", chunk.get("usage"));
      } else {
        assertThat(chunk.path("usage").isNull() || chunk.path("usage").isMissingNode()).isTrue();
      }
      for (JsonNode choice : chunk.get("choices")) {
        int index = choice.get("index").intValue();
        if (index == choices.size()) {
          assertThat(choice.at("/delta/role").stringValue()).isEqualTo("assistant");
          choices.add(MAPPER.createObjectNode().put("index", index));
          choices.get(index).putObject("message");
        } else {
          assertThat(choice.get("delta").has("role")).isFalse();
        }
        choice(choices.get(index), choice);
      }
    }
    ArrayNode all = completion.putArray("choices");
    for (ObjectNode choice : choices) {
      assertThat(choice.get("finish_reason").isString()).isTrue();
      all.add(choice);
    }
    return completion;
  }

  private static void choice(ObjectNode whole, JsonNode choice) {
    assertThat(whole.has("finish_reason")).isFalse();
    if (!choice.get("finish_reason").isNull()) {
      assertThat(choice.get("delta").isEmpty()).isTrue();
      whole.set("finish_reason", choice.get("finish_reason"));
    }
    ObjectNode message = (ObjectNode) whole.get("message");
    choice
        .get("delta")
        .forEachEntry((name, value) -> {
          switch (name) {
            case "tool_calls" -> value.forEach(call -> call(message.withArray(name), call));
            case "reasoning_details", "annotations" ->
                message.withArray(name).addAll((ArrayNode) value);
            default -> {
              if (value.isString()) {
                message.put(name, message.path(name).asString("") + value.stringValue());
              }
            }
          }
        });
  }

  private static void call(ArrayNode calls, JsonNode call) {
    int index = call.get("index").intValue();
    if (index == calls.size()) {
      assertThat(call.get("id").isString()).isTrue();
      ObjectNode whole = ((ObjectNode) call.deepCopy()).without("index");
      calls.add(whole);
    } else {
      assertThat(call.has("id")).isFalse();
      ObjectNode function = (ObjectNode) calls.get(index).get("function");
      String more = call.at("/function/arguments").stringValue();
      function.put("arguments", function.get("arguments").stringValue() + more);
    }
  }
}
