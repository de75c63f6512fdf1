package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeFormat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakePart;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeSegment;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeThinking;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeTool;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeToolChoice;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeTurn;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakeTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request of Anthropic's format that passed its checks, read.
final class MessagesRequest {

  static final long MEDIA_TOKENS = 1_600;
  static final long TURN_TOKENS = 3;

  private final JsonNode body;
  private final List<FakeSegment> segments = new ArrayList<>();

  private MessagesRequest(JsonNode body) {
    this.body = body;
  }

  static FakeChat read(JsonNode body, Headers headers, String seed) {
    return new MessagesRequest(body).chat(headers, seed);
  }

  private FakeChat chat(Headers headers, String seed) {
    List<FakeTool> tools = tools();
    system();
    List<FakeTurn> turns = turns();
    if (body.path("cache_control").isObject()) {
      FakeSegment last = segments.removeLast();
      segments.add(new FakeSegment(last.tokens(), last.turn(), ttl(body)));
    }
    List<String> stops = new ArrayList<>();
    Fields.list(body.path("stop_sequences")).forEach(stop -> stops.add(stop.asString("")));
    return new FakeChat(
        FakeDialect.MESSAGES,
        body.get("model").stringValue(),
        body.path("stream").asBoolean(false),
        true,
        turns,
        segments,
        tools,
        choice(),
        format(),
        thinking(),
        body.path("max_tokens").asLong(Long.MAX_VALUE),
        stops,
        1,
        seed,
        headers);
  }

  private List<FakeTool> tools() {
    List<FakeTool> tools = new ArrayList<>();
    for (JsonNode tool : Fields.list(body.path("tools"))) {
      segments.add(new FakeSegment(FakeTokens.count(tool.toString()), -1, ttl(tool)));
      JsonNode schema = tool.path("input_schema");
      tools.add(
          new FakeTool(
              Fields.text(tool, "name"),
              schema.isObject() ? schema : JsonNodeFactory.instance.objectNode()));
    }
    return tools;
  }

  private void system() {
    JsonNode system = body.path("system");
    if (system.isString()) {
      segments.add(new FakeSegment(FakeTokens.count(system.stringValue()), -1, null));
    } else {
      for (JsonNode block : Fields.list(system)) {
        segments.add(new FakeSegment(FakeTokens.count(Fields.text(block, "text")), -1, ttl(block)));
      }
    }
  }

  private List<FakeTurn> turns() {
    List<FakeTurn> turns = new ArrayList<>();
    List<JsonNode> messages = Fields.list(body.get("messages"));
    for (int i = 0; i < messages.size(); i++) {
      List<FakePart> parts = new ArrayList<>();
      JsonNode content = messages.get(i).path("content");
      segments.add(new FakeSegment(TURN_TOKENS, i, null));
      if (content.isString()) {
        segments.add(new FakeSegment(FakeTokens.count(content.stringValue()), i, null));
        parts.add(new FakePart.Text(content.stringValue()));
      }
      for (JsonNode block : Fields.list(content)) {
        segments.add(new FakeSegment(tokens(block), i, ttl(block)));
        parts.add(part(block));
      }
      turns.add(new FakeTurn(Fields.text(messages.get(i), "role"), parts));
    }
    return turns;
  }

  private static FakePart part(JsonNode block) {
    String type = Fields.text(block, "type");
    return switch (type) {
      case "text" -> new FakePart.Text(Fields.text(block, "text"));
      case "image" -> Images.read(block.path("source"));
      case "tool_use" -> new FakePart.Call(Fields.text(block, "id"), Fields.text(block, "name"));
      case "tool_result" ->
          new FakePart.Result(Fields.text(block, "tool_use_id"), textOf(block.path("content")));
      case "thinking" ->
          new FakePart.Thinking(Fields.text(block, "thinking"), Fields.text(block, "signature"));
      default -> new FakePart.Other(type);
    };
  }

  private static String textOf(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode block : Fields.list(content)) {
      String type = Fields.text(block, "type");
      texts.add(type.equals("text") ? Fields.text(block, "text") : "[" + type + "]");
    }
    return String.join("\n", texts);
  }

  private static long tokens(JsonNode block) {
    return switch (Fields.text(block, "type")) {
      case "text" -> FakeTokens.count(Fields.text(block, "text"));
      case "image", "document" -> MEDIA_TOKENS;
      case "tool_result" -> FakeTokens.count(textOf(block.path("content"))) + TURN_TOKENS;
      case "thinking" -> FakeTokens.count(Fields.text(block, "thinking"));
      case "tool_use" -> FakeTokens.count(block.path("input").toString()) + TURN_TOKENS;
      default -> TURN_TOKENS;
    };
  }

  private static @Nullable String ttl(JsonNode marked) {
    JsonNode mark = marked.path("cache_control");
    return mark.isObject() ? mark.path("ttl").asString("5m") : null;
  }

  private FakeToolChoice choice() {
    JsonNode choice = body.path("tool_choice");
    boolean isParallel = !choice.path("disable_parallel_tool_use").asBoolean(false);
    return switch (choice.path("type").asString("auto")) {
      case "any" -> new FakeToolChoice("required", null, isParallel);
      case "tool" -> new FakeToolChoice("tool", Fields.text(choice, "name"), isParallel);
      case "none" -> new FakeToolChoice("none", null, isParallel);
      default -> new FakeToolChoice("auto", null, isParallel);
    };
  }

  private FakeFormat format() {
    JsonNode format = body.path("output_config").path("format");
    if (!format.isObject()) {
      format = body.path("output_format");
    }
    return format.isObject() ? new FakeFormat(true, format.get("schema")) : FakeFormat.TEXT;
  }

  private FakeThinking thinking() {
    JsonNode thinking = body.path("thinking");
    return switch (thinking.path("type").asString("")) {
      case "adaptive", "enabled" ->
          Fields.text(thinking, "display").equals("omitted")
              ? FakeThinking.OMITTED
              : FakeThinking.SHOWN;
      case "disabled", "between_tools" -> FakeThinking.OFF;
      default -> FakeThinking.UNSAID;
    };
  }
}
