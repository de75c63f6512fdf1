package dev.agentgateway.policies.airoutes;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.policy.ChatPolicy;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which kind of call a path of an AI backend is.
public final class AiRoutes implements PolicyType {

  /// Known to the contract, spoken natively by none of our dialects: passed through as they are.
  private static final List<String> PASSED =
      List.of(
          "Detect",
          "Responses",
          "Embeddings",
          "Realtime",
          "Rerank",
          "GenerateContent",
          "GeminiCountTokens");

  @Override
  public String name() {
    return "airoutes";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy", "backend.ai.routes", AiRoutesConfig.class, AiRoutes::compile),
        Place.of(
            "AgentgatewayBackend", "policies.ai.routes", AiRoutesConfig.class, AiRoutes::compile));
  }

  private static Policy compile(AiRoutesConfig config) {
    Map<String, RouteType> routes = new LinkedHashMap<>();
    List<Policy.Doubt> doubts = new ArrayList<>();
    config
        .bySuffix()
        .forEach((suffix, written) -> {
          RouteType type = type(written);
          if (type != null) {
            routes.put(suffix, type);
          } else if (PASSED.stream().anyMatch(written::equalsIgnoreCase)) {
            routes.put(suffix, RouteType.PASSTHROUGH);
            doubts.add(
                new Policy.Doubt(
                    suffix, "%s is passed through as it is, not translated".formatted(written)));
          } else {
            throw new PolicyException(
                suffix, "%s: %s (expected: %s)".formatted(suffix, written, expected()));
          }
        });
    return new ChatPolicy(ChatSettings.NONE.withRoutes(routes), doubts);
  }

  private static @Nullable RouteType type(String written) {
    for (RouteType type : RouteType.values()) {
      if (type.written().equalsIgnoreCase(written)) {
        return type;
      }
    }
    return null;
  }

  private static String expected() {
    return Stream.concat(Stream.of(RouteType.values()).map(RouteType::written), PASSED.stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
