package dev.agentgateway.llm;

import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;

/// How the gateway shows itself to a provider, in resources of `gateway.kgateway.dev`.
///
/// @param kind where the key comes from
/// @param inline the key itself
/// @param secretRef the Secret that holds the key under `Authorization`
@Rule(
    value = "!(has(self.inline) && has(self.secretRef))",
    message = "at most one of inline and secretRef may be set")
@Rule(
    value = "(self.kind == 'Inline') == has(self.inline)",
    message = "inline must be set when kind is Inline, and only then")
@Rule(
    value = "(self.kind == 'SecretRef') == has(self.secretRef)",
    message = "secretRef must be set when kind is SecretRef, and only then")
public record SingleAuthToken(
    @Required @OneOf({"Inline", "SecretRef", "Passthrough"}) String kind,
    @Confidential @Nullable String inline,
    @Nullable SecretName secretRef) {

  /// Never the key.
  @Override
  public String toString() {
    return "SingleAuthToken[kind=%s]".formatted(kind);
  }
}
