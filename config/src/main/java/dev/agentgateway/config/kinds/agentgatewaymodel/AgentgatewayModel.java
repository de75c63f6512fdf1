package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.policies.backendauth.BackendAuthConfig;
import dev.agentgateway.policies.backendtls.BackendTlsConfig;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A model that clients ask for by its name, or a family of models by a pattern, and the provider
/// that answers.
public record AgentgatewayModel(@Required Spec spec) {

  /// @param parentRefs Gateways, or HTTPRoutes with a rule whose one backendRef is of this kind and
  ///   named `*`
  /// @param match absent for the name of the resource
  /// @param visibility `Internal` models are reached through `virtualModel` alone
  /// @param provider who answers; `Fake` answers inside the program, for trying things out
  /// @param baseURL replaces the provider's address, and `/v1` where it has a path
  /// @param policies how the provider is spoken to
  /// @param virtualModel other models, instead of a provider
  @Rule(
      value = "has(self.provider) != has(self.virtualModel)",
      message = "exactly one of provider and virtualModel must be set")
  @Rule(value = "!has(self.baseURL) || has(self.provider)", message = "baseURL needs a provider")
  @Rule(
      value = "!has(self.virtualModel) || (!has(self.policies) && self.visibility != 'Internal')",
      message = "virtualModel may stand neither with policies nor with visibility Internal")
  @Rule(
      value =
          "!has(self.virtualModel) || !has(self.match) || !has(self.match.model) ||"
              + " !self.match.model.contains('*')",
      message = "virtualModel needs a match without *")
  @Rule(
      value = "!has(self.provider) || self.provider != 'Ollama' || has(self.baseURL)",
      message = "the provider Ollama needs baseURL")
  @Rule(
      value = "has(self.custom) == (has(self.provider) && self.provider == 'Custom')",
      message = "custom must be set with the provider Custom, and only then")
  @Rule(
      value = "has(self.azure) == (has(self.provider) && self.provider == 'Azure')",
      message = "azure must be set with the provider Azure, and only then")
  @Rule(
      value = "has(self.vertexai) == (has(self.provider) && self.provider == 'VertexAI')",
      message = "vertexai must be set with the provider VertexAI, and only then")
  @Rule(
      value = "has(self.bedrock) == (has(self.provider) && self.provider == 'Bedrock')",
      message = "bedrock must be set with the provider Bedrock, and only then")
  public record Spec(
      @Required @Limits(min = 1, max = 16) List<ParentRef> parentRefs,
      @Nullable Match match,
      @OneOf({"Public", "Internal"}) @Default("Public") String visibility,
      @OneOf({
            "OpenAI",
            "Azure",
            "Anthropic",
            "Gemini",
            "VertexAI",
            "Bedrock",
            "Cohere",
            "Ollama",
            "Baseten",
            "Cerebras",
            "Deepinfra",
            "Deepseek",
            "Groq",
            "Huggingface",
            "Mistral",
            "Openrouter",
            "TogetherAI",
            "XAI",
            "Fireworks",
            "Custom",
            "Fake"
          })
          @Nullable String provider,
      @Planned @Nullable JsonNode azure,
      @Planned @Nullable JsonNode vertexai,
      @Planned @Nullable JsonNode bedrock,
      @Nullable Custom custom,
      @Limits(min = 1, max = 1024) @Matches("^https?://[^/?#@ ]+(/[^?#@ ]*)?$")
          @Nullable String baseURL,
      @Nullable Policies policies,
      @Nullable VirtualModel virtualModel) {}

  /// @param sectionName a listener of the Gateway, or a rule of the HTTPRoute
  public record ParentRef(
      @Limits(max = 253) @Default("gateway.networking.k8s.io") String group,
      @Limits(min = 1, max = 63) @Default("Gateway") String kind,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}

  /// @param model exact, or with one `*` at its beginning or end; of `anthropic/*` the provider is
  ///   asked for what the `*` stands for
  public record Match(
      @Limits(min = 1, max = 1024) @Matches("^(\\*|[^*]+|\\*[^*]+|[^*]+\\*)$")
          @Nullable String model) {}

  /// A server of one's own.
  ///
  /// @param formats what it speaks; others are translated
  public record Custom(
      @Planned @Nullable JsonNode backendRef,
      @Required @Limits(min = 1, max = 6) @Unique("type") List<Format> formats) {}

  /// @param type `Completions` and `Messages` are acted on
  /// @param path where it takes this format, instead of the format's own path
  public record Format(
      @Required
          @OneOf({
            "Completions",
            "Messages",
            "Responses",
            "Embeddings",
            "AnthropicTokenCount",
            "Realtime",
            "Rerank"
          })
          String type,
      @Limits(min = 1, max = 1024) @Matches("^/.*$") @Nullable String path) {}

  /// @param auth what is shown to the provider; absent for nothing
  /// @param tls absent for what the address says
  public record Policies(
      @Planned @Nullable JsonNode transformations,
      @Planned @Nullable JsonNode finalTransformations,
      @Planned @Nullable JsonNode authorization,
      @Nullable BackendAuthConfig auth,
      @Planned @Nullable JsonNode health,
      @Nullable BackendTlsConfig tls,
      @Planned @Nullable JsonNode tunnel,
      @Planned @Nullable JsonNode headers,
      @Planned @Nullable JsonNode promptGuard) {}

  /// @param weighted one by chance, in proportion to the weights
  /// @param failover the first level that has a healthy model answers
  /// @param conditional the first whose condition holds answers
  @Rule(
      value =
          "[has(self.weighted), has(self.failover), has(self.conditional)].filter(x, x).size() == 1",
      message = "exactly one of weighted, failover and conditional must be set")
  public record VirtualModel(
      @Nullable Weighted weighted,
      @Nullable Failover failover,
      @Nullable Conditional conditional) {}

  public record Weighted(@Required @Limits(min = 1, max = 64) List<WeightedTarget> targets) {}

  /// @param model needed where the model that is referred to has a pattern
  public record WeightedTarget(
      @Required ModelRef modelRef,
      @Limits(min = 1, max = 1024) @Nullable String model,
      @Limits(min = 1, max = 1_000_000) @Default("1") int weight) {}

  @Rule(
      value =
          "self.targets.filter(t, !has(t.when)).size() <= (has(self.targets[self.targets.size() -"
              + " 1].when) ? 0 : 1)",
      message = "only the last target may stand without when")
  public record Conditional(@Required @Limits(min = 1, max = 64) List<ConditionalTarget> targets) {}

  /// @param model needed where the model that is referred to has a pattern
  /// @param when CEL over the request; absent, at the end, for all that is left
  public record ConditionalTarget(
      @Required ModelRef modelRef,
      @Limits(min = 1, max = 1024) @Nullable String model,
      @Limits(min = 1, max = Expression.LENGTH_MAX) @Nullable String when) {}

  public record Failover(@Required @Limits(min = 1, max = 64) List<FailoverTarget> targets) {}

  /// @param model needed where the model that is referred to has a pattern
  /// @param priority the lower is tried first
  public record FailoverTarget(
      @Required ModelRef modelRef,
      @Limits(min = 1, max = 1024) @Nullable String model,
      @Required @Limits(min = 0, max = 1_000_000) int priority) {}

  /// An AgentgatewayModel of the same namespace.
  public record ModelRef(@Required @Limits(min = 1, max = 253) String name) {}
}
