package dev.agentgateway.config.kinds.trafficpolicy;

import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings attached to Gateways, listeners, routes and rules, in the API of 2.1.
public record TrafficPolicy(@Required Spec spec) {

  @Rule(
      value = "has(self.targetRefs) || has(self.targetSelectors)",
      message = "at least one of targetRefs and targetSelectors must be set")
  public record Spec(
      @Limits(max = 16) List<TargetRef> targetRefs,
      @Limits(max = 16) List<TargetSelector> targetSelectors,
      @Nullable Ai ai,
      @Inline @MembersOf("TrafficPolicy") Members members) {}

  /// @param sectionName a listener or a rule
  public record TargetRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName) {}

  public record TargetSelector(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required Map<String, String> matchLabels,
      @Limits(min = 1, max = 253) @Nullable String sectionName) {}

  /// What is done to chats.
  public record Ai(@Inline @MembersOf("TrafficPolicy.ai") Members members) {}
}
