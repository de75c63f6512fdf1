package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Thinking;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.rules.Allowance;
import dev.agentgateway.llm.rules.Effort;
import dev.agentgateway.llm.rules.ModelRules;
import org.jspecify.annotations.Nullable;

/// How a model of OpenAI's is made to think as much as was asked.
///
/// @param effort null leaves the field out
/// @param isSampled whether sampling parameters are taken then
record EffortPlan(@Nullable Effort effort, boolean isSampled) {

  static EffortPlan of(ChatRequest request, ModelRules rules, Losses losses) {
    Effort effort = effort(request.thinking(), rules, losses);
    boolean isBound =
        !request.tools().isEmpty() && rules.tools().functions() == Allowance.ONLY_WITH_EFFORT_NONE;
    if (isBound && effort != Effort.NONE) {
      // Such a model takes function tools only when it is told not to think.
      if (effort != null) {
        losses.drop(field(request.thinking(), effort));
      }
      effort = Effort.NONE;
    }
    return new EffortPlan(effort, isSampled(effort, rules));
  }

  private static boolean isSampled(@Nullable Effort effort, ModelRules rules) {
    return switch (rules.sampling()) {
      case OK, NOT_WHILE_THINKING -> true;
      case REFUSED -> false;
      case ONLY_WITH_EFFORT_NONE ->
          (effort == null ? rules.efforts().standard() : effort) == Effort.NONE;
    };
  }

  private static @Nullable Effort effort(Thinking asked, ModelRules rules, Losses losses) {
    Effort wanted =
        switch (asked.mode()) {
          case OFF, BETWEEN_TOOLS -> Effort.NONE;
          case ADAPTIVE, UNSET -> asked.effort() == null ? null : Effort.of(asked.effort());
          case BUDGET -> asked.effort() == null ? ofBudget(asked) : Effort.of(asked.effort());
        };
    if (wanted == null) {
      return null;
    }
    if (rules.efforts().isEmpty()) {
      if (wanted != Effort.NONE) {
        losses.drop(field(asked, wanted));
      }
      return null;
    }
    Effort nearest = rules.efforts().nearest(wanted);
    if (nearest != wanted) {
      losses.drop(field(asked, wanted));
    }
    return nearest;
  }

  /// What the client wrote of it.
  private static String field(Thinking asked, Effort wanted) {
    return asked.effort() == null ? "thinking" : "output_config.effort=" + wanted.word();
  }

  private static Effort ofBudget(Thinking asked) {
    long budget = asked.budget() == null ? 4096 : asked.budget();
    return budget < 4096 ? Effort.LOW : budget < 16_384 ? Effort.MEDIUM : Effort.HIGH;
  }
}
