package dev.agentgateway.llm;

import dev.agentgateway.http.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer said about itself.
///
/// @param failure what went wrong inside an answer that began well; null for a good one
/// @param usage null when nothing is known of it
/// @param dropped fields of the answer that the client's format cannot carry
/// @param isEstimated whether the upstream did not tell its usage to the end, so that a part of it
///   is an estimate of the gateway's
public record ReplyFacts(
    @Nullable String model,
    @Nullable Usage usage,
    @Nullable String finishReason,
    @Nullable Failure failure,
    List<String> dropped,
    boolean isEstimated) {

  public static final ReplyFacts NONE = new ReplyFacts(null, null, null, null, List.of());

  public ReplyFacts {
    dropped = List.copyOf(dropped);
  }

  /// With a usage that was told.
  public ReplyFacts(
      @Nullable String model,
      @Nullable Usage usage,
      @Nullable String finishReason,
      @Nullable Failure failure,
      List<String> dropped) {
    this(model, usage, finishReason, failure, dropped, false);
  }

  /// With a usage that was not.
  public ReplyFacts estimating(Usage estimated) {
    return new ReplyFacts(model, estimated, finishReason, failure, dropped, true);
  }
}
