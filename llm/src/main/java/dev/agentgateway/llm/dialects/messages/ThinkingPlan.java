package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Role;
import dev.agentgateway.llm.chat.Thinking;
import dev.agentgateway.llm.chat.ToolChoice;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.rules.Effort;
import dev.agentgateway.llm.rules.ModelRules;
import dev.agentgateway.llm.rules.ThinkingMode;
import org.jspecify.annotations.Nullable;

/// How a Claude model is made to think as much as was asked.
///
/// @param mode null leaves the field out
/// @param isOn whether the model thinks in this request
record ThinkingPlan(
    @Nullable ThinkingMode mode,
    long budget,
    @Nullable String display,
    @Nullable Effort effort,
    boolean isOn,
    long maxTokens) {

  /// Least that Anthropic takes.
  private static final long BUDGET_MIN = 1024;

  /// Limit of an answer where nobody named one.
  private static final long MAX_TOKENS = 4096;

  /// The same where the model thinks, since thinking counts.
  private static final long MAX_TOKENS_THINKING = 32_000;

  static ThinkingPlan of(ChatRequest request, ModelRules rules, Losses losses) {
    Thinking asked = request.thinking();
    Effort effort = asked.effort() == null ? null : Effort.of(asked.effort());
    Long given = request.maxTokens();
    if (given != null && given > rules.outputMax()) {
      losses.drop("max_tokens=" + given);
      given = rules.outputMax();
    }
    boolean isOff =
        asked.mode() == Thinking.Mode.OFF
            || asked.mode() == Thinking.Mode.BETWEEN_TOOLS
            || effort == Effort.NONE;
    if (isOff) {
      return off(rules, given, losses);
    }
    if (asked.mode() == Thinking.Mode.UNSET && effort == null) {
      boolean isOn = rules.thinking().whenOmitted() != ModelRules.WhenOmitted.OFF;
      return new ThinkingPlan(null, 0, null, null, isOn, maxTokens(given, rules, isOn));
    }
    if (rules.thinking().takes(ThinkingMode.ADAPTIVE)) {
      return adaptive(asked, effort, rules, given, losses);
    }
    if (rules.thinking().takes(ThinkingMode.ENABLED)) {
      return enabled(request, effort, rules, given, losses);
    }
    losses.drop("reasoning_effort");
    return new ThinkingPlan(null, 0, null, null, false, maxTokens(given, rules, false));
  }

  private static ThinkingPlan off(ModelRules rules, @Nullable Long given, Losses losses) {
    if (rules.thinking().whenOmitted() == ModelRules.WhenOmitted.OFF) {
      return new ThinkingPlan(null, 0, null, null, false, maxTokens(given, rules, false));
    }
    if (rules.thinking().takes(ThinkingMode.DISABLED)) {
      return new ThinkingPlan(
          ThinkingMode.DISABLED, 0, null, null, false, maxTokens(given, rules, false));
    }
    if (rules.thinking().takes(ThinkingMode.BETWEEN_TOOLS)) {
      return new ThinkingPlan(
          ThinkingMode.BETWEEN_TOOLS, 0, null, null, true, maxTokens(given, rules, true));
    }
    losses.drop("reasoning_effort=none");
    Effort least = rules.efforts().nearest(Effort.NONE);
    return new ThinkingPlan(null, 0, null, least, true, maxTokens(given, rules, true));
  }

  private static ThinkingPlan adaptive(
      Thinking asked,
      @Nullable Effort effort,
      ModelRules rules,
      @Nullable Long given,
      Losses losses) {
    Effort wanted = effort == null ? ofBudget(asked.budget()) : effort;
    Effort level = wanted == null ? null : rules.efforts().nearest(wanted);
    if (level != wanted && wanted != Effort.MINIMAL && wanted != null) {
      losses.drop("reasoning_effort=" + wanted.word());
    }
    String display = asked.display() == null ? "summarized" : asked.display();
    return new ThinkingPlan(
        ThinkingMode.ADAPTIVE, 0, display, level, true, maxTokens(given, rules, true));
  }

  private static ThinkingPlan enabled(
      ChatRequest request,
      @Nullable Effort effort,
      ModelRules rules,
      @Nullable Long given,
      Losses losses) {
    long maxTokens = maxTokens(given, rules, true);
    Long asked = request.thinking().budget();
    long budget = Math.min(asked == null ? budget(effort) : asked, maxTokens - 1);
    boolean isForced =
        request.toolChoice() instanceof ToolChoice.Required
            || request.toolChoice() instanceof ToolChoice.Named
            || (request.toolChoice() instanceof ToolChoice.Allowed allowed && allowed.isRequired());
    boolean isPrefilled = request.messages().getLast().role() == Role.ASSISTANT;
    if (budget < BUDGET_MIN || isForced || isPrefilled || isLoopWithoutThinking(request)) {
      losses.drop("reasoning_effort");
      return new ThinkingPlan(null, 0, null, null, false, maxTokens(given, rules, false));
    }
    Effort level = effort == null ? null : rules.efforts().nearest(effort);
    return new ThinkingPlan(
        ThinkingMode.ENABLED, budget, request.thinking().display(), level, true, maxTokens);
  }

  /// In a loop of tools the turn that called must begin with its thinking.
  private static boolean isLoopWithoutThinking(ChatRequest request) {
    Message last = request.messages().getLast();
    boolean isLoop = last.parts().stream().anyMatch(Part.ToolResult.class::isInstance);
    if (!isLoop) {
      return false;
    }
    for (Message message : request.messages().reversed()) {
      if (message.role() == Role.ASSISTANT) {
        return message.parts().stream()
            .noneMatch(part ->
                part instanceof Part.Redacted
                    || (part instanceof Part.Thinking(_, String signature) && signature != null));
      }
    }
    return true;
  }

  private static long maxTokens(@Nullable Long given, ModelRules rules, boolean isOn) {
    return given != null
        ? given
        : Math.min(isOn ? MAX_TOKENS_THINKING : MAX_TOKENS, rules.outputMax());
  }

  private static long budget(@Nullable Effort effort) {
    if (effort == null) {
      return 4096;
    }
    return switch (effort) {
      case NONE, MINIMAL, LOW -> 1024;
      case MEDIUM -> 4096;
      case HIGH -> 8192;
      case XHIGH -> 16_384;
      case MAX -> 32_768;
    };
  }

  private static @Nullable Effort ofBudget(@Nullable Long budget) {
    if (budget == null) {
      return null;
    }
    return budget < 4096 ? Effort.LOW : budget < 16_384 ? Effort.MEDIUM : Effort.HIGH;
  }
}
