package dev.agentgateway.policy;

import dev.agentgateway.llm.ChatSettings;
import java.util.List;

/// A policy that says how chats are treated and nothing else.
public record ChatPolicy(ChatSettings settings, List<Doubt> doubts) implements Policy {

  public ChatPolicy {
    doubts = List.copyOf(doubts);
  }

  public ChatPolicy(ChatSettings settings) {
    this(settings, List.of());
  }

  @Override
  public ForwardPlan plan(ForwardPlan plan) {
    return plan.withChat(plan.chat().merge(settings));
  }
}
