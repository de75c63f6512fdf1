package dev.agentgateway.schema.write;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.IntOrString;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.Name;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A kind that holds everything a kind may hold: see [Sample.Spec#target].
record Sample(@Required Spec spec) {

  /// What is wanted.
  ///
  /// @param target where to, as in the [Target]
  /// @param pause how long | at most
  @Rule(value = "has(self.target) != has(self.mcp)", message = "one of target and mcp must be set")
  record Spec(
      @Nullable Target target,
      @Planned @Nullable JsonNode mcp,
      @Planned @Nullable String later,
      @Default("30s") @Name("wait") Duration pause,
      @Default("Strict") @OneOf({"Strict", "Lenient"}) String mode,
      @Limits(min = 1, max = 4, itemMax = 64) @Matches("^[a-z]+$") List<String> words,
      @Limits(max = 8) @Unique("name") List<Item> items,
      @Limits(max = 16) Map<String, String> labels,
      @Nullable JsonNode free,
      @MembersOf("Sample.traffic") Members traffic,
      @Inline Rest rest) {}

  /// An address.
  record Target(
      @Required @Limits(min = 1, max = 253) String host,
      @Default("80") @Limits(min = 1, max = 65_535) int port,
      @Nullable IntOrString named) {}

  /// @param name how it is called
  record Item(@Required @Limits(max = 63) String name, @Nullable Target target) {}

  /// What is written beside the rest.
  record Rest(@Nullable Boolean dry, @Nullable Double ratio, @Nullable Long size) {}

  /// Models by other names. They are not looked up twice.
  @Bare
  @Rule(value = "self.all(name, size(name) < 10)", message = "names have less than 10 characters")
  record Aliases(@Limits(max = 64, itemMin = 1, itemMax = 256) Map<String, String> byModel) {}
}
