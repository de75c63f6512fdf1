package dev.agentgateway.llm;

import dev.agentgateway.http.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer said about itself.
///
/// @param failure what went wrong inside an answer that began well; null for a good one
/// @param dropped fields of the answer that the client's format cannot carry
public record ReplyFacts(
    @Nullable String model,
    @Nullable Usage usage,
    @Nullable String finishReason,
    @Nullable Failure failure,
    List<String> dropped) {

  public static final ReplyFacts NONE = new ReplyFacts(null, null, null, null, List.of());

  public ReplyFacts {
    dropped = List.copyOf(dropped);
  }
}
