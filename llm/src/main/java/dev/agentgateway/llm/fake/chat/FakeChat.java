package dev.agentgateway.llm.fake.chat;

import dev.agentgateway.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request that passed all checks.
///
/// @param wantsUsage whether a stream ends with its usage (always so in messages)
/// @param segments the prompt in the order of its prefix: tools, system, messages
/// @param format what the answer has to look like
/// @param maxTokens most tokens of the answer
/// @param choices how many answers are asked for
/// @param seed hash of the request's body, from which every id is made
public record FakeChat(
    FakeDialect dialect,
    String model,
    boolean isStreamed,
    boolean wantsUsage,
    List<FakeTurn> turns,
    List<FakeSegment> segments,
    List<FakeTool> tools,
    FakeToolChoice toolChoice,
    FakeFormat format,
    FakeThinking thinking,
    long maxTokens,
    List<String> stops,
    int choices,
    String seed,
    Headers headers) {

  public FakeChat {
    turns = List.copyOf(turns);
    segments = List.copyOf(segments);
    tools = List.copyOf(tools);
    stops = List.copyOf(stops);
  }

  /// @param role `user`, `assistant`, `system`
  public record FakeTurn(String role, List<FakePart> parts) {
    public FakeTurn {
      parts = List.copyOf(parts);
    }
  }

  /// A part of a turn, as far as any fake model looks at it.
  public sealed interface FakePart {
    record Text(String text) implements FakePart {}

    final class Image implements FakePart {

      private final String mediaType;
      private final byte[] bytes;
      private final String url;

      /// @param bytes empty for an image by URL
      public Image(String mediaType, byte[] bytes, String url) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.url = url;
      }

      public String mediaType() {
        return mediaType;
      }

      /// The bytes themselves, not a copy: not to be changed.
      public byte[] bytes() {
        return bytes;
      }

      public String url() {
        return url;
      }
    }

    record Call(String id, String name) implements FakePart {}

    record Result(String callId, String text) implements FakePart {}

    record Thinking(String text, String signature) implements FakePart {}

    record Other(String type) implements FakePart {}
  }

  /// A piece of the prompt that a cache mark can follow.
  ///
  /// @param turn index of its turn; -1 for tools and system
  /// @param ttl `5m` or `1h` where a cache mark follows; null elsewhere
  public record FakeSegment(long tokens, int turn, @Nullable String ttl) {}

  public record FakeTool(String name, JsonNode schema) {}

  /// @param mode `auto`, `required`, `none` or `tool`
  /// @param name the one tool of mode `tool`
  public record FakeToolChoice(String mode, @Nullable String name, boolean isParallel) {
    public static final FakeToolChoice AUTO = new FakeToolChoice("auto", null, true);
  }

  /// @param schema null when any JSON object will do
  public record FakeFormat(boolean isJson, @Nullable JsonNode schema) {
    public static final FakeFormat TEXT = new FakeFormat(false, null);
  }

  /// How thinking was asked for.
  public enum FakeThinking {
    UNSAID,
    OFF,
    /// On, with its text.
    SHOWN,
    /// On, the signature alone.
    OMITTED
  }

  /// Tokens of the prompt.
  public long promptTokens() {
    return segments.stream().mapToLong(FakeSegment::tokens).sum();
  }

  /// All texts of the last turn of the user, the results of tools first.
  public String lastText() {
    StringBuilder text = new StringBuilder();
    for (FakePart part : lastUserParts()) {
      if (part instanceof FakePart.Text(String words)) {
        text.append(text.isEmpty() ? "" : "\n").append(words);
      }
    }
    return text.toString();
  }

  /// The results of tools in the last turn; empty when it has none.
  public List<FakePart.Result> results() {
    return lastUserParts().stream()
        .map(part -> part instanceof FakePart.Result result ? result : null)
        .filter(Objects::nonNull)
        .toList();
  }

  /// Index of the last turn of the assistant; -1 without one.
  public int lastAssistant() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals("assistant")) {
        return i;
      }
    }
    return -1;
  }

  /// What of a header; null without it.
  public @Nullable String header(String name) {
    return headers.first(name.toLowerCase(Locale.ROOT));
  }

  private List<FakePart> lastUserParts() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals("user")) {
        return turns.get(i).parts();
      }
    }
    return List.of();
  }
}
