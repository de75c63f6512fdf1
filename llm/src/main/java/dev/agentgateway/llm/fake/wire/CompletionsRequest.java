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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request of OpenAI's format that passed its checks, read.
final class CompletionsRequest {

  private static final int CHOICES_MAX = 8;

  private final JsonNode body;
  private final List<FakeSegment> segments = new ArrayList<>();

  private CompletionsRequest(JsonNode body) {
    this.body = body;
  }

  static FakeChat read(JsonNode body, Headers headers, String seed) {
    return new CompletionsRequest(body).chat(headers, seed);
  }

  private FakeChat chat(Headers headers, String seed) {
    List<FakeTool> tools = tools();
    List<FakeTurn> turns = turns();
    JsonNode limit = body.path("max_completion_tokens");
    long maxTokens = (limit.isNumber() ? limit : body.path("max_tokens")).asLong(Long.MAX_VALUE);
    return new FakeChat(
        FakeDialect.COMPLETIONS,
        body.get("model").stringValue(),
        body.path("stream").asBoolean(false),
        body.path("stream_options").path("include_usage").asBoolean(false),
        turns,
        segments,
        tools,
        choice(),
        format(),
        Fields.text(body, "reasoning_effort").equals("none")
            ? FakeThinking.OFF
            : FakeThinking.UNSAID,
        maxTokens,
        stops(),
        Math.clamp(body.path("n").asInt(1), 1, CHOICES_MAX),
        seed,
        headers);
  }

  private List<FakeTool> tools() {
    List<FakeTool> tools = new ArrayList<>();
    for (JsonNode tool : Fields.list(body.path("tools"))) {
      segments.add(new FakeSegment(FakeTokens.count(tool.toString()), -1, ttl(tool)));
      JsonNode function = tool.path("function");
      if (function.isObject()) {
        JsonNode schema = function.path("parameters");
        tools.add(
            new FakeTool(
                Fields.text(function, "name"),
                schema.isObject()
                    ? schema
                    : JsonNodeFactory.instance.objectNode().put("type", "object")));
      }
    }
    return tools;
  }

  /// The messages of tools that follow each other, and the user's after them, are one turn.
  private List<FakeTurn> turns() {
    List<FakeTurn> turns = new ArrayList<>();
    for (JsonNode message : body.get("messages")) {
      String role = Fields.text(message, "role");
      String side =
          switch (role) {
            case "tool", "function", "user" -> "user";
            case "assistant" -> "assistant";
            default -> "system";
          };
      boolean isSame = !turns.isEmpty() && turns.getLast().role().equals(side);
      int turn = isSame ? turns.size() - 1 : turns.size();
      segments.add(
          new FakeSegment(MessagesRequest.TURN_TOKENS, side.equals("system") ? -1 : turn, null));
      List<FakePart> parts = new ArrayList<>(isSame ? turns.removeLast().parts() : List.of());
      if (role.equals("tool")) {
        String text = text(message.path("content"));
        parts.add(new FakePart.Result(Fields.text(message, "tool_call_id"), text));
        segments.add(new FakeSegment(FakeTokens.count(text), turn, null));
      } else {
        content(message.path("content"), side.equals("system") ? -1 : turn, parts);
      }
      calls(message, turn, parts);
      turns.add(new FakeTurn(side, parts));
    }
    return turns;
  }

  private void content(JsonNode content, int turn, List<FakePart> parts) {
    if (content.isString()) {
      segments.add(new FakeSegment(FakeTokens.count(content.stringValue()), turn, null));
      parts.add(new FakePart.Text(content.stringValue()));
      return;
    }
    for (JsonNode part : Fields.list(content)) {
      String type = Fields.text(part, "type");
      boolean isText = type.equals("text");
      long tokens =
          isText ? FakeTokens.count(Fields.text(part, "text")) : MessagesRequest.MEDIA_TOKENS;
      segments.add(new FakeSegment(tokens, turn, ttl(part)));
      if (isText) {
        parts.add(new FakePart.Text(Fields.text(part, "text")));
      } else if (type.equals("image_url")) {
        String url = Fields.text(part.path("image_url"), "url");
        parts.add(Objects.requireNonNull(Images.readUrl(url), "checked before"));
      } else {
        parts.add(new FakePart.Other(type));
      }
    }
  }

  private void calls(JsonNode message, int turn, List<FakePart> parts) {
    for (JsonNode call : Fields.list(message.path("tool_calls"))) {
      JsonNode function = call.path("function");
      parts.add(new FakePart.Call(Fields.text(call, "id"), Fields.text(function, "name")));
      segments.add(
          new FakeSegment(FakeTokens.count(Fields.text(function, "arguments")) + 3, turn, null));
    }
  }

  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    List<String> texts = new ArrayList<>();
    Fields.list(content).forEach(part -> texts.add(Fields.text(part, "text")));
    return String.join("\n", texts);
  }

  private static @Nullable String ttl(JsonNode marked) {
    JsonNode mark = marked.path("cache_control");
    return mark.isObject() ? mark.path("ttl").asString("5m") : null;
  }

  private FakeToolChoice choice() {
    boolean isParallel = body.path("parallel_tool_calls").asBoolean(true);
    JsonNode choice = body.path("tool_choice");
    if (choice.isString()) {
      return new FakeToolChoice(choice.stringValue(), null, isParallel);
    }
    if (Fields.text(choice, "type").equals("allowed_tools")) {
      String mode = choice.path("allowed_tools").path("mode").asString("auto");
      return new FakeToolChoice(mode, null, isParallel);
    }
    return choice.isObject()
        ? new FakeToolChoice("tool", Fields.text(choice.path("function"), "name"), isParallel)
        : new FakeToolChoice("auto", null, isParallel);
  }

  private FakeFormat format() {
    JsonNode format = body.path("response_format");
    return switch (Fields.text(format, "type")) {
      case "json_schema" -> new FakeFormat(true, format.path("json_schema").get("schema"));
      case "json_object" -> new FakeFormat(true, null);
      default -> FakeFormat.TEXT;
    };
  }

  private List<String> stops() {
    JsonNode stop = body.path("stop");
    if (stop.isString()) {
      return List.of(stop.stringValue());
    }
    List<String> stops = new ArrayList<>();
    Fields.list(stop).forEach(one -> stops.add(one.asString("")));
    return stops;
  }
}
