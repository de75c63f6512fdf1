package dev.agentgateway.llm.fake.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a fake model does with a chat.
public sealed interface FakePlan {

  /// An answer, maybe with a fault in it.
  record Speech(List<Block> blocks, Stop stop, FakeUsage usage, Duration pieceEvery, Fault fault)
      implements FakePlan {

    public Speech {
      blocks = List.copyOf(blocks);
    }

    public Speech with(Fault changed) {
      return new Speech(blocks, stop, usage, pieceEvery, changed);
    }
  }

  /// An error in the format of the dialect.
  ///
  /// @param type as Anthropic names it
  /// @param code as OpenAI names it; null for none
  /// @param param the field at fault, for OpenAI
  /// @param retryAfterSeconds of the header; 0 for none
  record Trouble(
      int status,
      String type,
      @Nullable String code,
      @Nullable String param,
      String message,
      int retryAfterSeconds)
      implements FakePlan {

    public static Trouble of(int status, String type, @Nullable String code, String message) {
      return new Trouble(status, type, code, null, message, 0);
    }
  }

  /// Something that is no answer of an API, with status 200.
  record Page(String contentType, String text) implements FakePlan {}

  /// Takes the request and stays silent.
  record Nothing() implements FakePlan {}

  /// A block of an answer.
  sealed interface Block {
    record Text(String text) implements Block {}

    record Thinking(String text, String signature) implements Block {}

    record Redacted(String data) implements Block {}

    record Call(String id, String name, JsonNode arguments) implements Block {}
  }

  /// How an answer ends.
  ///
  /// @param words the stop sequence that was met, or the explanation of a refusal
  record Stop(Reason reason, @Nullable String words) {

    public static final Stop END = new Stop(Reason.END, null);
    public static final Stop CALLS = new Stop(Reason.CALLS, null);
  }

  /// Why an answer ends.
  enum Reason {
    END,
    LENGTH,
    SEQUENCE,
    CALLS,
    REFUSAL,
    /// OpenAI's `content_filter`; a refusal in messages.
    FILTER
  }

  /// What goes wrong while the answer is sent.
  ///
  /// @param after pieces of content that are sent before it
  /// @param delay how long a slow one is
  record Fault(Kind kind, int after, Duration delay) {

    public static final Fault NONE = new Fault(Kind.NONE, 0, Duration.ZERO);

    /// What happens.
    public enum Kind {
      NONE,
      SLOW_FIRST,
      STALL,
      CUT,
      MALFORMED,
      ERROR_EVENT,
      ENDLESS
    }
  }
}
