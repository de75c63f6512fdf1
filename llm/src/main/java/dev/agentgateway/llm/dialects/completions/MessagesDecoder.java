package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Role;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `messages`.
final class MessagesDecoder {

  private final Losses losses;
  private final List<Message> messages = new ArrayList<>();
  private @Nullable CacheMark lastMark;
  private @Nullable String openFunctionCall;

  MessagesDecoder(Losses losses) {
    this.losses = losses;
  }

  /// A mark on the whole request is one on its last part.
  void markLast(@Nullable CacheMark mark) {
    lastMark = mark;
  }

  List<Message> messages() {
    if (lastMark == null || messages.isEmpty()) {
      return messages;
    }
    Message last = messages.getLast();
    List<Message> marked = new ArrayList<>(messages);
    marked.set(
        marked.size() - 1,
        new Message(last.role(), marked(new ArrayList<>(last.parts()), lastMark), last.at()));
    return marked;
  }

  void read(JsonReader json) {
    json.items(i -> message(json));
  }

  private void message(JsonReader json) {
    String at = json.path();
    MessageFields read = new MessageFields();
    ReasoningDecoder reasoning = new ReasoningDecoder();
    json.fields(field -> {
      switch (field) {
        case "role" -> read.role = json.text();
        case "content" -> content(json, read);
        case "refusal" -> read.refusal = json.textOrNull();
        case "tool_calls" -> json.items(j -> toolCall(json, read));
        case "function_call" -> functionCall(json, read);
        case "tool_call_id" -> read.callId = json.textOrNull();
        case "cache_control" -> read.cache = mark(json);
        case "name" -> read.isNamed = !json.isNull();
        case "audio" -> {
          if (!json.isNull()) {
            losses.take(CompletionsFields.REQUEST.rule("messages[].audio"), json.path());
          }
        }
        case "annotations" -> {
          // What an earlier answer cited.
        }
        default -> {
          if (!reasoning.read(field, json)) {
            losses.drop("messages[]." + field);
          }
        }
      }
    });
    messages.add(built(read, reasoning, at));
  }

  private Message built(MessageFields read, ReasoningDecoder reasoning, String at) {
    if (read.isNamed && !read.role.equals("function")) {
      losses.take(CompletionsFields.REQUEST.rule("messages[].name"), "messages[].name");
    }
    boolean isResult = read.role.equals("tool") || read.role.equals("function");
    List<Part> content = isResult ? read.content : marked(read.content, read.cache);
    return switch (read.role) {
      case "system", "developer" -> new Message(Role.SYSTEM, content, at);
      case "user" -> new Message(Role.USER, content, at);
      case "assistant" -> {
        List<Part> parts = new ArrayList<>(reasoning.parts());
        parts.addAll(content);
        if (read.refusal != null && !read.refusal.isEmpty()) {
          parts.add(new Part.Declined(read.refusal));
        }
        parts.addAll(read.calls);
        yield new Message(Role.ASSISTANT, parts, at);
      }
      case "tool" -> {
        String callId = read.callId;
        if (callId == null || callId.isEmpty()) {
          throw losses.refusal(at + ".tool_call_id", "expected the id of a call");
        }
        yield new Message(Role.USER, List.of(result(callId, read)), at);
      }
      case "function" -> {
        String callId = openFunctionCall;
        if (callId == null) {
          throw losses.refusal(at + ".role", "a function's result without a function_call before");
        }
        yield new Message(Role.USER, List.of(result(callId, read)), at);
      }
      default ->
          throw losses.refusal(
              at + ".role",
              "`%s` (expected: system, developer, user, assistant or tool)".formatted(read.role));
    };
  }

  private static Part.ToolResult result(String callId, MessageFields read) {
    return new Part.ToolResult(callId, read.content, false, read.cache);
  }

  /// A mark on a message is one on its last part.
  private static List<Part> marked(List<Part> parts, @Nullable CacheMark cache) {
    if (cache != null && !parts.isEmpty()) {
      parts.set(parts.size() - 1, marked(parts.getLast(), cache));
    }
    return parts;
  }

  private static Part marked(Part part, CacheMark mark) {
    return switch (part) {
      case Part.Text(String text, CacheMark own) when own == null -> new Part.Text(text, mark);
      case Part.Image(var source, var detail, CacheMark own) when own == null ->
          new Part.Image(source, detail, mark);
      case Part.Document(var source, var title, CacheMark own) when own == null ->
          new Part.Document(source, title, mark);
      case Part.ToolCall(var id, var name, var arguments, CacheMark own, var at) when own == null ->
          new Part.ToolCall(id, name, arguments, mark, at);
      case Part.ToolResult(var id, var content, var isError, CacheMark own) when own == null ->
          new Part.ToolResult(id, content, isError, mark);
      case Part.Text _, Part.Declined _, Part.Image _, Part.Document _ -> part;
      case Part.Thinking _, Part.Redacted _, Part.ToolCall _, Part.ToolResult _ -> part;
    };
  }

  private void content(JsonReader json, MessageFields read) {
    if (json.isText()) {
      read.content.add(new Part.Text(json.text(), null));
    } else {
      json.items(i -> read.content.add(PartDecoder.decode(json, losses)));
    }
  }

  private static void toolCall(JsonReader json, MessageFields read) {
    String at = json.path();
    CallFields call = new CallFields();
    json.fields(field -> {
      switch (field) {
        case "id" -> call.id = json.text();
        case "function", "custom" -> call(json, call);
        case "cache_control" -> call.cache = mark(json);
        default -> {
          // The type, which the other fields show, and an index.
        }
      }
    });
    read.calls.add(new Part.ToolCall(call.id, call.name, call.arguments, call.cache, at));
  }

  private void functionCall(JsonReader json, MessageFields read) {
    if (json.isNull()) {
      return;
    }
    CallFields call = new CallFields();
    String at = json.path();
    call(json, call);
    String id = "call_" + messages.size();
    openFunctionCall = id;
    read.calls.add(new Part.ToolCall(id, call.name, call.arguments, null, at));
  }

  private static void call(JsonReader json, CallFields call) {
    json.fields(field -> {
      switch (field) {
        case "name" -> call.name = json.text();
        case "arguments" -> call.arguments = json.isText() ? json.text() : json.raw();
        case "input" -> call.arguments = "{\"input\":" + JsonBytes.quoted(json.text()) + "}";
        default -> {
          // Nothing else is known in a call.
        }
      }
    });
  }

  /// `cache_control` or `prompt_cache_breakpoint`.
  static @Nullable CacheMark mark(JsonReader json) {
    if (json.isNull()) {
      return null;
    }
    List<String> ttl = new ArrayList<>();
    json.fields(field -> {
      String text = field.equals("ttl") ? json.textOrNull() : null;
      if (text != null) {
        ttl.add(text);
      }
    });
    return new CacheMark(ttl.isEmpty() ? null : ttl.getLast());
  }

  private static final class MessageFields {
    String role = "";
    final List<Part> content = new ArrayList<>();
    final List<Part> calls = new ArrayList<>();
    @Nullable String refusal;
    @Nullable String callId;
    @Nullable CacheMark cache;
    boolean isNamed;
  }

  private static final class CallFields {
    String id = "";
    String name = "";
    String arguments = "";
    @Nullable CacheMark cache;
  }
}
