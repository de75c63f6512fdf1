package dev.agentgateway.policies.prompt;

import static java.util.Locale.ROOT;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.policy.ChatPolicy;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;

/// Prompt enrichment.
public final class Prompt implements PolicyType {

  @Override
  public String name() {
    return "prompt";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of("AgentgatewayPolicy", "backend.ai.prompt", PromptConfig.class, Prompt::compile),
        Place.of("AgentgatewayBackend", "policies.ai.prompt", PromptConfig.class, Prompt::compile),
        Place.of("TrafficPolicy", "ai.promptEnrichment", PromptConfig.class, Prompt::compile));
  }

  private static Policy compile(PromptConfig config) {
    return new ChatPolicy(
        ChatSettings.NONE.withPrompts(
            messages("prepend", config.prepend()), messages("append", config.append())));
  }

  private static List<PromptMessage> messages(String field, List<PromptConfig.Message> written) {
    List<PromptMessage> messages = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      PromptConfig.Message message = written.get(i);
      String at = "%s[%d].role".formatted(field, i);
      messages.add(new PromptMessage(role(at, message.role()), message.content()));
    }
    return messages;
  }

  private static String role(String field, String written) {
    String role = written.strip().toLowerCase(ROOT);
    return switch (role) {
      case "system", "user", "assistant" -> role;
      case "developer" -> "system";
      default ->
          throw new PolicyException(
              field, "%s: %s (expected: system, user or assistant)".formatted(field, written));
    };
  }
}
