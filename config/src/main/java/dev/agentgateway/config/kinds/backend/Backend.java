package dev.agentgateway.config.kinds.backend;

import dev.agentgateway.schema.ExactlyOne;
import dev.agentgateway.schema.Inline;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// AI providers, or a static host, in the API of 2.1.
public record Backend(@Required Spec spec) {

  /// @param type says which of the blocks is set; absent where one alone is
  @Rule(
      value =
          "[has(self.ai), has(self.static), has(self.mcp), has(self.aws),"
              + " has(self.dynamicForwardProxy)].filter(x, x).size() == 1",
      message = "exactly one of ai, static, mcp, aws and dynamicForwardProxy must be set")
  public record Spec(
      @OneOf({"AI", "AWS", "Static", "DynamicForwardProxy", "MCP"}) @Nullable String type,
      @Nullable Ai ai,
      @Name("static") @Nullable StaticHosts fixed,
      @Planned @Nullable JsonNode mcp,
      @Planned @Nullable JsonNode aws,
      @Planned @Nullable JsonNode dynamicForwardProxy) {}

  /// @param priorityGroups in the order of preference
  @Rule(
      value = "has(self.llm) != has(self.priorityGroups)",
      message = "exactly one of llm and priorityGroups must be set")
  public record Ai(@Nullable Llm llm, @Limits(max = 32) List<Group> priorityGroups) {}

  /// @param providers of equal rank
  public record Group(
      @Required @Limits(min = 1, max = 32) @Unique("name") List<NamedLlm> providers) {}

  public record NamedLlm(
      @Required
          @Limits(min = 1, max = 253)
          @Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
          String name,
      @Inline Llm llm) {}

  /// @param members one of the providers
  /// @param host replaces the provider's address, with `port`
  /// @param path replaces the path of every request
  /// @param authHeader the header that carries the key
  @Rule(value = "has(self.host) == has(self.port)", message = "host and port must be set together")
  public record Llm(
      @Inline @MembersOf("Backend.llm") @ExactlyOne Members members,
      @Limits(min = 1, max = 256) @Nullable String host,
      @Limits(min = 1, max = 65_535) @Nullable Integer port,
      @Nullable Path path,
      @Nullable AuthHeader authHeader) {}

  public record Path(@Required @Limits(min = 1, max = 1024) String full) {}

  /// @param prefix put before the key: `Bearer `
  /// @param headerName absent for `Authorization`
  @Rule(
      value = "has(self.prefix) || has(self.headerName)",
      message = "at least one of prefix and headerName must be set")
  public record AuthHeader(
      @Limits(max = 256) @Matches("^[ -~]*$") @Nullable String prefix,
      @Limits(min = 1, max = 256) @Matches("^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$")
          @Nullable String headerName) {}

  /// @param hosts exactly one
  public record StaticHosts(
      @Required @Limits(min = 1) List<Host> hosts, @Planned @Nullable String appProtocol) {}

  public record Host(
      @Required @Limits(min = 1, max = 256) String host,
      @Required @Limits(min = 1, max = 65_535) int port) {}
}
