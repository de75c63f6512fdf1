package dev.agentgateway.config.connection;

import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The credentials that a backend is shown, as `policies.auth` has them.
///
/// @param key the key itself
/// @param secretRef a Secret of the same namespace that holds it
/// @param passthrough what the client sent goes on
@Rule(
    value =
        "[has(self.key), has(self.secretRef), has(self.passthrough), has(self.aws), has(self.azure),"
            + " has(self.gcp), has(self.oauthTokenExchange), has(self.crossAppAccess),"
            + " has(self.jwtSign)].filter(x, x).size() <= 1",
    message = "at most one of key, secretRef, passthrough and the other kinds may be set")
public record Auth(
    @Confidential @Limits(max = 2048) @Nullable String key,
    @Nullable SecretRef secretRef,
    @Nullable Passthrough passthrough,
    @Planned @Nullable JsonNode aws,
    @Planned @Nullable JsonNode azure,
    @Planned @Nullable JsonNode gcp,
    @Planned @Nullable JsonNode oauthTokenExchange,
    @Planned @Nullable JsonNode crossAppAccess,
    @Planned @Nullable JsonNode jwtSign,
    @Planned @Nullable JsonNode location,
    @Planned @Nullable JsonNode credentials) {

  /// @param key which entry of the Secret
  public record SecretRef(
      @Required @Limits(min = 1, max = 253) String name,
      @Nullable String group,
      @Nullable String kind,
      @Limits(min = 1, max = 253) @Default("Authorization") String key) {}

  /// An empty object.
  public record Passthrough() {}

  @Override
  public String toString() {
    return "Auth[***]";
  }
}
