package dev.agentgateway.policies.backendauth;

import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the gateway shows to an upstream.
///
/// @param key a key as it is; a Secret is the better place
/// @param secretRef a Secret with the key under `Authorization`; a leading `Bearer ` is taken off
/// @param passthrough what the client sent goes on
/// @param location where `key` or `secretRef` is written, instead of the provider's own header
@Rule(
    value =
        "[has(self.key), has(self.secretRef), has(self.passthrough), has(self.aws),"
            + " has(self.azure), has(self.gcp), has(self.oauthTokenExchange),"
            + " has(self.crossAppAccess), has(self.jwtSign)].filter(x, x).size() <= 1",
    message =
        "at most one of key, secretRef, passthrough, aws, azure, gcp, oauthTokenExchange,"
            + " crossAppAccess and jwtSign may be set")
@Rule(
    value =
        "[has(self.key), has(self.secretRef), has(self.passthrough), has(self.aws),"
            + " has(self.azure), has(self.gcp), has(self.oauthTokenExchange),"
            + " has(self.crossAppAccess), has(self.jwtSign), has(self.credentials)]"
            + ".exists(x, x)",
    message = "a way to authenticate is needed")
public record BackendAuthConfig(
    @Confidential @Limits(max = 2048) @Nullable String key,
    @Nullable SecretKeyRef secretRef,
    @Nullable Passthrough passthrough,
    @Planned @Nullable JsonNode aws,
    @Planned @Nullable JsonNode azure,
    @Planned @Nullable JsonNode gcp,
    @Planned @Nullable JsonNode oauthTokenExchange,
    @Planned @Nullable JsonNode crossAppAccess,
    @Planned @Nullable JsonNode jwtSign,
    @Nullable Location location,
    @Planned @Nullable JsonNode credentials) {

  /// The key of a Secret's data that holds a credential.
  public static final String SECRET_KEY = "Authorization";

  /// Empty: it is there or not.
  public record Passthrough() {}

  /// Where a credential is written.
  public record Location(
      @Nullable Header header,
      @Planned @Nullable JsonNode queryParameter,
      @Planned @Nullable JsonNode cookie) {}

  /// A header field.
  ///
  /// @param prefix what stands before the credential, such as `Bearer `
  public record Header(
      @Required @Limits(min = 1, max = 256) @Matches("^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$")
          String name,
      @Limits(min = 1, max = 256) @Nullable String prefix) {}

  /// The key itself is never printed.
  @Override
  public String toString() {
    return "BackendAuthConfig[key=%s, secretRef=%s, passthrough=%s]"
        .formatted(key == null ? "none" : "***", secretRef, passthrough != null);
  }
}
