package dev.agentgateway.llm;

import org.jspecify.annotations.Nullable;

/// What the log and metrics tell of a client's request. Never a prompt.
public record CallFacts(
    String operation,
    @Nullable String model,
    boolean isStreamed,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long maxTokens,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Long seed) {

  public CallFacts withModel(String changed) {
    return new CallFacts(
        operation,
        changed,
        isStreamed,
        temperature,
        topP,
        maxTokens,
        frequencyPenalty,
        presencePenalty,
        seed);
  }
}
