package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts fragments of tool calls to their calls.
///
/// An index decides. Some servers leave it out: then a new id begins the next call, and the same id
/// or none goes on with the current one.
final class StreamedCalls {

  private final Map<Long, Call> calls = new HashMap<>();
  private String responseId = "";
  private long current = -1;

  private static final class Call {
    final int index;
    @Nullable String id;
    @Nullable String name;
    final StringBuilder early = new StringBuilder();
    boolean isStarted;

    Call(int index) {
      this.index = index;
    }
  }

  /// One item of `delta.tool_calls`.
  record Fragment(
      @Nullable Long index, @Nullable String id, @Nullable String name, String arguments) {

    static Fragment read(JsonReader json) {
      Fields fields = new Fields();
      json.fields(field -> {
        switch (field) {
          case "index" -> fields.index = json.integerOrNull();
          case "id" -> fields.id = json.textOrNull();
          case "function", "custom" -> json.fields(inner -> fields.read(inner, json));
          default -> {
            // The type.
          }
        }
      });
      return fields.fragment();
    }

    static Fragment readFunctionCall(JsonReader json) {
      Fields fields = new Fields();
      fields.index = 0L;
      json.fields(inner -> fields.read(inner, json));
      return fields.fragment();
    }
  }

  private static final class Fields {
    @Nullable Long index;
    @Nullable String id;
    @Nullable String name;
    String arguments = "";

    void read(String field, JsonReader json) {
      switch (field) {
        case "name" -> name = json.textOrNull();
        case "arguments" -> {
          String text = json.isText() || json.isNull() ? json.textOrNull() : json.raw();
          arguments = text == null ? "" : text;
        }
        default -> {
          // Nothing else is known in a function.
        }
      }
    }

    Fragment fragment() {
      return new Fragment(index, id == null || id.isEmpty() ? null : id, name, arguments);
    }
  }

  /// The answer's id, from which ids of calls are made that have none.
  void named(String id) {
    responseId = id.replaceAll("[^a-zA-Z0-9_-]", "");
  }

  void take(Fragment fragment, List<ChatEvent> events) {
    Call call = call(fragment);
    call.id = call.id == null ? fragment.id() : call.id;
    call.name = call.name == null || call.name.isEmpty() ? fragment.name() : call.name;
    if (call.isStarted) {
      if (!fragment.arguments().isEmpty()) {
        events.add(new ChatEvent.ToolDelta(call.index, fragment.arguments()));
      }
      return;
    }
    call.early.append(fragment.arguments());
    String name = call.name;
    if (name != null && !name.isEmpty()) {
      call.isStarted = true;
      String id = call.id == null ? id(call.index) : call.id;
      events.add(new ChatEvent.ToolStarted(call.index, id, name));
      if (!call.early.isEmpty()) {
        events.add(new ChatEvent.ToolDelta(call.index, call.early.toString()));
      }
    }
  }

  private Call call(Fragment fragment) {
    if (fragment.index() != null) {
      current = fragment.index();
    } else {
      Call open = calls.get(current);
      boolean isNext =
          open == null
              || (fragment.id() != null && open.id != null && !fragment.id().equals(open.id));
      current = isNext ? next() : current;
    }
    return calls.computeIfAbsent(current, key -> new Call(calls.size()));
  }

  private long next() {
    long next = 0;
    for (long index : calls.keySet()) {
      next = Math.max(next, index + 1);
    }
    return next;
  }

  private String id(int index) {
    String tail = responseId.substring(Math.max(0, responseId.length() - 24));
    return "call_" + tail + "_" + index;
  }
}
