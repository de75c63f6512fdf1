package dev.agentgateway.llm.chat;

import dev.agentgateway.llm.Usage;
import org.jspecify.annotations.Nullable;

/// A step of a streamed answer, in the words of no dialect.
///
/// ```
/// Started ─▶ (text | thinking | tool)* ─▶ Finished ─▶ UsageTold? ─▶ Ended
///                                     any ─▶ Failed, and nothing after it
/// ```
public sealed interface ChatEvent {

  /// @param usage what is known of the prompt; null for nothing
  record Started(
      String id, String model, long created, @Nullable Usage usage, @Nullable String serviceTier)
      implements ChatEvent {}

  record TextDelta(String text) implements ChatEvent {}

  /// A piece of the words with which a model declines.
  record DeclinedDelta(String text) implements ChatEvent {}

  record ThinkingDelta(String text) implements ChatEvent {}

  /// The signature of the thinking before it, whole.
  record Signature(String signature) implements ChatEvent {}

  record Redacted(String data) implements ChatEvent {}

  /// The text that is open rests on this page of the web.
  record Cited(String url, String title) implements ChatEvent {}

  /// @param index counts the calls of this answer from 0
  record ToolStarted(int index, String id, String name) implements ChatEvent {}

  record ToolDelta(int index, String fragment) implements ChatEvent {}

  /// The part that was open is whole. Not every dialect says so.
  record PartEnded() implements ChatEvent {}

  record Finished(Finish finish) implements ChatEvent {}

  /// Usage so far; a later one replaces an earlier one.
  record UsageTold(Usage usage) implements ChatEvent {}

  record Failed(ChatError error) implements ChatEvent {}

  record Ended() implements ChatEvent {}

  /// Something of the answer that no other dialect carries.
  record Lost(String field) implements ChatEvent {}
}
