package dev.agentgateway.policy;

/// One place in resources where a policy's settings stand.
///
/// @param kind the resource: `AgentgatewayPolicy`, `TrafficPolicy`, `AgentgatewayBackend`,
///   `HTTPRoute`
/// @param field path below the kind's `spec`, dotted: `traffic.authorization`,
///   `ai.promptEnrichment`, `policies.ai`; for an HTTPRoute's filter `filters.<field>`
/// @param config the settings as written there
public record Place<C extends Record>(
    String kind, String field, Class<C> config, Compile<C> compile) {

  /// Makes a policy of settings.
  public interface Compile<C> {

    /// @throws PolicyException when the settings cannot hold, which says where and why
    Policy compile(C config);
  }

  /// Compiles settings of this place, whose type the caller has checked by reading them as
  /// [#config].
  public Policy compile(Record settings) {
    return compile.compile(config.cast(settings));
  }
}
