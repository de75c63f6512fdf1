package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakePlan.Reason;
import dev.agentgateway.llm.fake.chat.FakePlan.Speech;
import dev.agentgateway.llm.fake.chat.FakeTokens;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer in OpenAI's format.
final class CompletionsAnswer {

  /// Always the same: answers are a function of their request.
  static final long CREATED = 1_767_225_600;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final FakeChat chat;
  private final Speech speech;
  private final List<WirePiece> pieces = new ArrayList<>();

  private CompletionsAnswer(FakeChat chat, Speech speech) {
    this.chat = chat;
    this.speech = speech;
  }

  static String whole(FakeChat chat, Speech speech) {
    CompletionsAnswer answer = new CompletionsAnswer(chat, speech);
    ObjectNode body = answer.top("chat.completion");
    ArrayNode choices = body.putArray("choices");
    for (int i = 0; i < chat.choices(); i++) {
      ObjectNode choice = choices.addObject().put("index", i);
      choice.set("message", answer.message());
      choice.putNull("logprobs").put("finish_reason", answer.finishReason());
    }
    body.set("usage", answer.usage());
    return body.put("service_tier", "default").put("system_fingerprint", "fp_fake").toString();
  }

  static List<WirePiece> stream(FakeChat chat, Speech speech) {
    CompletionsAnswer answer = new CompletionsAnswer(chat, speech);
    for (int i = 0; i < chat.choices(); i++) {
      answer.choice(i);
    }
    answer.end();
    return answer.pieces;
  }

  static String errorEvent(String type, @Nullable String code, String message) {
    return "data: %s\n\n".formatted(errorBody(type, code, null, message));
  }

  static ObjectNode errorBody(
      String type, @Nullable String code, @Nullable String param, String message) {
    ObjectNode body = NODES.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }

  private ObjectNode message() {
    ObjectNode message = NODES.objectNode().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    ArrayNode calls = NODES.arrayNode();
    ArrayNode details = NODES.arrayNode();
    for (Block block : speech.blocks()) {
      switch (block) {
        case Block.Text(String words) -> text.append(words);
        case Block.Thinking(String words, String _) -> {
          thinking.append(words);
          details.add(detail(block, details.size()));
        }
        case Block.Redacted _ -> details.add(detail(block, details.size()));
        case Block.Call call -> {
          ObjectNode node = calls.addObject().put("id", call.id()).put("type", "function");
          node.putObject("function").put("name", call.name()).put("arguments", arguments(call));
        }
      }
    }
    message.put("content", text.isEmpty() && !isSpeaking() ? null : text.toString());
    message.put("refusal", isRefusal() ? speech.stop().words() : null);
    if (!thinking.isEmpty()) {
      message.put("reasoning_content", thinking.toString());
    }
    if (!details.isEmpty()) {
      message.set("reasoning_details", details);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    message.putArray("annotations");
    return message;
  }

  private boolean isSpeaking() {
    return speech.stop().reason() != Reason.CALLS && !isRefusal();
  }

  private boolean isRefusal() {
    return speech.stop().reason() == Reason.REFUSAL;
  }

  private static ObjectNode detail(Block block, int index) {
    ObjectNode detail = NODES.objectNode();
    return switch (block) {
      case Block.Thinking(String words, String signature) ->
          detail
              .put("type", "reasoning.text")
              .put("text", words)
              .put("signature", signature)
              .put("index", index);
      case Block.Redacted(String data) ->
          detail.put("type", "reasoning.encrypted").put("data", data).put("index", index);
      case Block.Text _, Block.Call _ -> detail;
    };
  }

  private static String arguments(Block.Call call) {
    return call.arguments().toString();
  }

  private void choice(int index) {
    boolean hasText = speech.blocks().stream().anyMatch(block -> block instanceof Block.Text);
    ObjectNode first = NODES.objectNode().put("role", "assistant");
    first.put("content", hasText ? "" : null).putNull("refusal");
    frame(index, first, null);
    int details = 0;
    for (Block block : speech.blocks()) {
      switch (block) {
        case Block.Text(String text) -> each(index, "content", FakeTokens.pieces(text));
        case Block.Thinking(String text, String _) -> {
          each(index, "reasoning_content", FakeTokens.pieces(text));
          detail(index, detail(block, details++));
        }
        case Block.Redacted _ -> detail(index, detail(block, details++));
        case Block.Call _ -> {
          // Calls come together, below.
        }
      }
    }
    calls(index);
    if (isRefusal()) {
      each(index, "refusal", FakeTokens.pieces(String.valueOf(speech.stop().words())));
    }
    frame(index, NODES.objectNode(), finishReason());
  }

  /// One call after the other, its head first: libraries take the next index for the end of the one
  /// before.
  private void calls(int index) {
    int at = 0;
    for (Block block : speech.blocks()) {
      if (block instanceof Block.Call call) {
        ObjectNode head = NODES.objectNode();
        ObjectNode begun =
            head.putArray("tool_calls")
                .addObject()
                .put("index", at)
                .put("id", call.id())
                .put("type", "function");
        begun.putObject("function").put("name", call.name()).put("arguments", "");
        content(index, head);
        for (String fragment : FakeTokens.pieces(arguments(call))) {
          ObjectNode delta = NODES.objectNode();
          ObjectNode more = delta.putArray("tool_calls").addObject().put("index", at);
          more.putObject("function").put("arguments", fragment);
          content(index, delta);
        }
        at++;
      }
    }
  }

  private void end() {
    if (chat.wantsUsage()) {
      ObjectNode last = chunk();
      last.putArray("choices");
      last.set("usage", usage());
      pieces.add(WirePiece.frame(data(last)));
    }
    pieces.add(WirePiece.frame("data: [DONE]\n\n"));
  }

  private void each(int index, String field, List<String> texts) {
    for (String text : texts) {
      content(index, NODES.objectNode().put(field, text));
    }
  }

  private void detail(int index, ObjectNode detail) {
    ObjectNode delta = NODES.objectNode();
    delta.putArray("reasoning_details").add(detail);
    content(index, delta);
  }

  private void content(int index, ObjectNode delta) {
    pieces.add(WirePiece.content(data(chunk(index, delta, null))));
  }

  private void frame(int index, ObjectNode delta, @Nullable String finishReason) {
    pieces.add(WirePiece.frame(data(chunk(index, delta, finishReason))));
  }

  private ObjectNode chunk(int index, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (chat.wantsUsage()) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private ObjectNode chunk() {
    return top("chat.completion.chunk")
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_fake");
  }

  private ObjectNode top(String object) {
    return NODES
        .objectNode()
        .put("id", "chatcmpl-" + chat.seed().substring(0, 24))
        .put("object", object)
        .put("created", CREATED)
        .put("model", chat.model());
  }

  private String finishReason() {
    return switch (speech.stop().reason()) {
      case END, SEQUENCE, REFUSAL -> "stop";
      case LENGTH -> "length";
      case CALLS -> "tool_calls";
      case FILTER -> "content_filter";
    };
  }

  private ObjectNode usage() {
    FakeUsage usage = speech.usage();
    ObjectNode node =
        NODES
            .objectNode()
            .put("prompt_tokens", usage.prompt())
            .put("completion_tokens", usage.output())
            .put("total_tokens", usage.prompt() + usage.output());
    node.putObject("prompt_tokens_details")
        .put("cached_tokens", usage.cacheRead())
        .put("cache_write_tokens", usage.cacheWrite5m() + usage.cacheWrite1h())
        .put("audio_tokens", 0);
    node.putObject("completion_tokens_details")
        .put("reasoning_tokens", usage.thinking())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return node;
  }

  private static String data(ObjectNode chunk) {
    return "data: %s\n\n".formatted(chunk);
  }
}
