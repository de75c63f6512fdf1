package dev.agentgateway.llm.chat;

import dev.agentgateway.llm.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole answer, in the words of no dialect.
///
/// @param created seconds since 1970; 0 where the upstream does not say
/// @param usage null when the upstream did not tell it
/// @param serviceTier in OpenAI's words
public record ChatResponse(
    String id,
    String model,
    long created,
    List<Part> parts,
    List<Citation> citations,
    Finish finish,
    @Nullable Usage usage,
    @Nullable String serviceTier) {

  public ChatResponse {
    parts = List.copyOf(parts);
    citations = List.copyOf(citations);
  }
}
