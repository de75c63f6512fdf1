package dev.agentgateway.llm.providers.openai;

import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// Settings of the OpenAI provider.
///
/// @param model asked of OpenAI instead of the model in the request, such as `gpt-4o`; unset leaves
///   the request's
/// @param moderation moderation that OpenAI does on the request and the answer
public record OpenAiConfig(
    @Limits(min = 1, max = 256) @Nullable String model, @Planned @Nullable Moderation moderation) {

  /// Moderation inside the call.
  ///
  /// @param model that moderates
  /// @param policy what is done with its scores
  public record Moderation(
      @Default("\"omni-moderation-latest\"") @Limits(min = 1, max = 256) @Nullable String model,
      @Nullable Policy policy) {}

  /// What is done with scores.
  ///
  /// @param input of the request
  /// @param output of the answer
  public record Policy(@Nullable Mode input, @Nullable Mode output) {}

  /// What is done with one score.
  ///
  /// @param mode only score, or block
  public record Mode(@Required @OneOf({"Score", "Block"}) String mode) {}
}
