package dev.agentgateway.config.kinds.agentgatewaybackend;

import dev.agentgateway.schema.ExactlyOne;
import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.Name;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// AI providers, or a fixed host, that routes send requests to.
public record AgentgatewayBackend(@Required Spec spec) {

  /// @param fixed one destination, spoken to in plain HTTP unless `policies.tls` is set
  /// @param ai one provider, or groups of them
  /// @param policies how the backend is spoken to; over what AgentgatewayPolicies say of it
  @Rule(
      value =
          "[has(self.ai), has(self.static), has(self.mcp), has(self.a2a),"
              + " has(self.dynamicForwardProxy), has(self.aws)].filter(x, x).size() == 1",
      message = "exactly one of ai, static, mcp, a2a, dynamicForwardProxy and aws must be set")
  @Rule(
      value = "!has(self.policies) || !has(self.policies.ai) || has(self.ai)",
      message = "policies.ai needs ai")
  public record Spec(
      @Name("static") @Nullable StaticHost fixed,
      @Nullable Ai ai,
      @Planned @Nullable JsonNode mcp,
      @Planned @Nullable JsonNode a2a,
      @Planned @Nullable JsonNode dynamicForwardProxy,
      @Planned @Nullable JsonNode aws,
      @Nullable Policies policies) {}

  /// @param host DNS name or IP address
  @Rule(
      value =
          "has(self.unixPath) ? !has(self.host) && !has(self.port) : has(self.host) &&"
              + " has(self.port)",
      message = "host and port must be set together, or unixPath alone")
  public record StaticHost(
      @Limits(min = 1, max = 256) @Nullable String host,
      @Limits(min = 1, max = 65_535) @Nullable Integer port,
      @Planned @Nullable String unixPath) {}

  /// @param groups in the order of preference: the first that has a healthy provider answers
  @Rule(
      value = "has(self.provider) != has(self.groups)",
      message = "exactly one of provider and groups must be set")
  public record Ai(@Nullable Provider provider, @Limits(max = 32) List<Group> groups) {}

  /// @param providers of equal rank
  public record Group(
      @Required @Limits(min = 1, max = 32) @Unique("name") List<NamedProvider> providers) {}

  /// @param policies over those of the backend
  public record NamedProvider(
      @Required
          @Limits(min = 1, max = 253)
          @Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
          String name,
      @Inline Provider provider,
      @Nullable Policies policies) {}

  /// @param members one of the providers
  /// @param host replaces the provider's address, with `port`
  /// @param path replaces the path of every request
  /// @param pathPrefix replaces the prefix of the provider's paths (`/v1`)
  @Rule(value = "has(self.host) == has(self.port)", message = "host and port must be set together")
  @Rule(
      value = "!has(self.path) || !has(self.pathPrefix)",
      message = "path and pathPrefix may not be set together")
  public record Provider(
      @Inline @MembersOf("AgentgatewayBackend.provider") @ExactlyOne Members members,
      @Limits(min = 1, max = 256) @Nullable String host,
      @Limits(min = 1, max = 65_535) @Nullable Integer port,
      @Limits(min = 1, max = 1024) @Nullable String path,
      @Limits(min = 1, max = 1024) @Nullable String pathPrefix) {}

  public record Policies(
      @Nullable AiPolicies ai,
      @Inline @MembersOf("AgentgatewayBackend.policies") Members members) {}

  /// What is done to chats.
  public record AiPolicies(@Inline @MembersOf("AgentgatewayBackend.policies.ai") Members members) {}
}
