package dev.agentgateway.config.kind;

import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one resource, or one part of it, sets at one place.
///
/// @param credential null where it sets none
/// @param tls null where it sets none
public record Settings(
    List<Setting> policies,
    @Nullable Resolved<Credential> credential,
    @Nullable Resolved<UpstreamTls> tls) {

  public static final Settings NONE = new Settings(List.of(), null, null);

  public Settings {
    policies = List.copyOf(policies);
  }

  /// A policy and the type that it is of.
  public record Setting(PolicyType type, Policy policy) {}

  /// The connection settings that hold of these levels, the less specific first.
  public static Settings connection(List<Settings> levels) {
    Resolved<Credential> credential = null;
    Resolved<UpstreamTls> tls = null;
    for (Settings level : levels) {
      credential = level.credential() == null ? credential : level.credential();
      tls = level.tls() == null ? tls : level.tls();
    }
    return new Settings(List.of(), credential, tls);
  }
}
