package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeThinking;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakePlan.Reason;
import dev.agentgateway.llm.fake.chat.FakePlan.Speech;
import dev.agentgateway.llm.fake.chat.FakeTokens;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer in Anthropic's format.
final class MessagesAnswer {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final FakeChat chat;
  private final Speech speech;
  private final List<WirePiece> pieces = new ArrayList<>();

  private MessagesAnswer(FakeChat chat, Speech speech) {
    this.chat = chat;
    this.speech = speech;
  }

  static String whole(FakeChat chat, Speech speech) {
    MessagesAnswer answer = new MessagesAnswer(chat, speech);
    ObjectNode message = answer.message();
    ArrayNode content = message.withArray("content");
    for (Block block : speech.blocks()) {
      content.add(answer.block(block));
    }
    answer.stop(message);
    message.set("usage", answer.startUsage(speech.usage().output()));
    answer.thinkingTokens((ObjectNode) message.get("usage"));
    return message.toString();
  }

  static List<WirePiece> stream(FakeChat chat, Speech speech) {
    MessagesAnswer answer = new MessagesAnswer(chat, speech);
    answer.stream();
    return answer.pieces;
  }

  static String errorEvent(FakeChat chat, String type, String message) {
    return event("error", errorBody(type, message, requestId(chat.seed())));
  }

  static ObjectNode errorBody(String type, String message, String requestId) {
    ObjectNode body = NODES.objectNode().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", requestId);
  }

  static String requestId(String seed) {
    return "req_" + seed.substring(0, 24);
  }

  private void stream() {
    ObjectNode message = message();
    message.putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
    message.set("usage", startUsage(1));
    ObjectNode start = NODES.objectNode().put("type", "message_start");
    start.set("message", message);
    frame("message_start", start);
    for (int i = 0; i < speech.blocks().size(); i++) {
      block(speech.blocks().get(i), i);
    }
    ObjectNode end = NODES.objectNode().put("type", "message_delta");
    ObjectNode delta = end.putObject("delta");
    stop(delta);
    ObjectNode usage = usage().put("output_tokens", speech.usage().output());
    thinkingTokens(usage);
    end.set("usage", usage);
    frame("message_delta", end);
    frame("message_stop", NODES.objectNode().put("type", "message_stop"));
  }

  private void block(Block block, int index) {
    ObjectNode start = indexed("content_block_start", index);
    ObjectNode empty = start.putObject("content_block");
    switch (block) {
      case Block.Text _ -> empty.put("type", "text").put("text", "");
      case Block.Thinking _ ->
          empty.put("type", "thinking").put("thinking", "").put("signature", "");
      case Block.Redacted(String data) -> empty.put("type", "redacted_thinking").put("data", data);
      case Block.Call call -> {
        empty.put("type", "tool_use").put("id", call.id()).put("name", call.name());
        empty.putObject("input");
      }
    }
    frame("content_block_start", start);
    if (index == 0) {
      frame("ping", NODES.objectNode().put("type", "ping"));
    }
    switch (block) {
      case Block.Text(String text) -> deltas(index, "text_delta", "text", FakeTokens.pieces(text));
      case Block.Thinking(String text, String signature) -> {
        if (chat.thinking() != FakeThinking.OMITTED) {
          deltas(index, "thinking_delta", "thinking", FakeTokens.pieces(text));
        }
        deltas(index, "signature_delta", "signature", List.of(signature));
      }
      case Block.Redacted _ -> {
        // All of it came with its start.
      }
      case Block.Call call -> {
        List<String> fragments = new ArrayList<>(List.of(""));
        if (!call.arguments().isEmpty()) {
          fragments.addAll(FakeTokens.pieces(call.arguments().toString()));
        }
        deltas(index, "input_json_delta", "partial_json", fragments);
      }
    }
    frame("content_block_stop", indexed("content_block_stop", index));
  }

  private void deltas(int index, String type, String field, List<String> texts) {
    for (String text : texts) {
      ObjectNode event = indexed("content_block_delta", index);
      event.putObject("delta").put("type", type).put(field, text);
      pieces.add(WirePiece.content(event("content_block_delta", event)));
    }
  }

  private ObjectNode message() {
    ObjectNode message =
        NODES
            .objectNode()
            .put("id", "msg_" + chat.seed().substring(0, 24))
            .put("type", "message")
            .put("role", "assistant")
            .put("model", chat.model());
    message.putArray("content");
    return message;
  }

  private ObjectNode block(Block block) {
    ObjectNode node = NODES.objectNode();
    switch (block) {
      case Block.Text(String text) -> node.put("type", "text").put("text", text);
      case Block.Thinking(String text, String signature) ->
          node.put("type", "thinking")
              .put("thinking", chat.thinking() == FakeThinking.OMITTED ? "" : text)
              .put("signature", signature);
      case Block.Redacted(String data) -> node.put("type", "redacted_thinking").put("data", data);
      case Block.Call call -> {
        node.put("type", "tool_use").put("id", call.id()).put("name", call.name());
        node.set("input", call.arguments());
      }
    }
    return node;
  }

  private void stop(ObjectNode node) {
    Reason reason = speech.stop().reason();
    String word =
        switch (reason) {
          case END -> "end_turn";
          case LENGTH -> "max_tokens";
          case SEQUENCE -> "stop_sequence";
          case CALLS -> "tool_use";
          case REFUSAL, FILTER -> "refusal";
        };
    node.put("stop_reason", word);
    node.put("stop_sequence", reason == Reason.SEQUENCE ? speech.stop().words() : null);
    if (word.equals("refusal")) {
      node.putObject("stop_details")
          .put("type", "refusal")
          .put("category", "general_harms")
          .put("explanation", speech.stop().words());
    } else {
      node.putNull("stop_details");
    }
  }

  private ObjectNode startUsage(long output) {
    ObjectNode node = usage();
    node.putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", speech.usage().cacheWrite5m())
        .put("ephemeral_1h_input_tokens", speech.usage().cacheWrite1h());
    return node.put("output_tokens", output).put("service_tier", "standard");
  }

  private ObjectNode usage() {
    FakeUsage usage = speech.usage();
    return NODES
        .objectNode()
        .put("input_tokens", usage.input())
        .put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h())
        .put("cache_read_input_tokens", usage.cacheRead());
  }

  private void thinkingTokens(ObjectNode usage) {
    if (speech.usage().thinking() > 0) {
      usage.putObject("output_tokens_details").put("thinking_tokens", speech.usage().thinking());
    }
  }

  private void frame(String name, ObjectNode data) {
    pieces.add(WirePiece.frame(event(name, data)));
  }

  private static ObjectNode indexed(String type, int index) {
    return NODES.objectNode().put("type", type).put("index", index);
  }

  private static String event(String name, ObjectNode data) {
    return "event: %s\ndata: %s\n\n".formatted(name, data);
  }
}
