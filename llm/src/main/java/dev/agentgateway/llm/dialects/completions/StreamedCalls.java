package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.json.ArgumentDepth;
import dev.agentgateway.llm.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts fragments of tool calls to their calls.
///
/// An index decides, unless a name comes with another id under an index that is taken: some servers
/// number all calls 0. Where the index is left out, a new id begins the next call, or a name when
/// the arguments before it are whole; anything else goes on with the current one.
final class StreamedCalls {

  private final Map<Long, Call> calls = new HashMap<>(); // by index, the latest that has it
  private int begun;
  private String responseId = "";
  private long current = -1;

  private static final class Call {
    final int index;
    @Nullable String id;
    @Nullable String name;
    final StringBuilder early = new StringBuilder();
    final ArgumentDepth depth = new ArgumentDepth();
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
    responseId = id;
  }

  void take(Fragment fragment, List<ChatEvent> events) {
    Call call = call(fragment);
    call.depth.on(fragment.arguments());
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
      String id = call.id == null ? id(responseId, call.index) : call.id;
      events.add(new ChatEvent.ToolStarted(call.index, id, name));
      if (!call.early.isEmpty()) {
        events.add(new ChatEvent.ToolDelta(call.index, call.early.toString()));
      }
    }
  }

  /// @throws Refusal when a call never got a name
  void finish() {
    for (Call call : calls.values()) {
      if (!call.isStarted) {
        throw new Refusal(
            "choices[0].delta.tool_calls", "choices[0].delta.tool_calls: a call without a name");
      }
    }
  }

  private Call call(Fragment fragment) {
    boolean isNamed = fragment.name() != null && !fragment.name().isEmpty();
    if (fragment.index() != null) {
      current = fragment.index();
      if (isNamed && isOther(calls.get(current), fragment.id())) {
        return begin();
      }
    } else {
      Call open = calls.get(current);
      boolean isNext =
          open == null
              || isOther(open, fragment.id())
              || (isNamed && fragment.id() == null && open.depth.isWhole());
      current = isNext ? next() : current;
    }
    Call known = calls.get(current);
    return known == null ? begin() : known;
  }

  private Call begin() {
    Call call = new Call(begun++);
    calls.put(current, call);
    return call;
  }

  private static boolean isOther(@Nullable Call open, @Nullable String id) {
    return open != null && id != null && open.id != null && !id.equals(open.id);
  }

  private long next() {
    long next = 0;
    for (long index : calls.keySet()) {
      next = Math.max(next, index + 1);
    }
    return next;
  }

  /// The id of a call that has none: the same whenever this answer is read, and no other answer's.
  static String id(String responseId, int index) {
    String plain = responseId.replaceAll("[^a-zA-Z0-9_-]", "");
    return "call_" + plain.substring(Math.max(0, plain.length() - 24)) + "_" + index;
  }
}
