package dev.agentgateway.policy;

import org.jspecify.annotations.Nullable;

/// One place in resources where a policy's settings stand.
///
/// `field` is the whole path below `spec`, dotted; its part before the last dot names, with the
/// kind, the family whose member the place is:
///
/// | kind | field | family | field of the family |
/// | --- | --- | --- | --- |
/// | AgentgatewayPolicy | `traffic.authorization` | `AgentgatewayPolicy.traffic` | `authorization` |
/// | AgentgatewayPolicy | `backend.ai.prompt` | `AgentgatewayPolicy.backend.ai` | `prompt` |
/// | AgentgatewayBackend | `policies.ai.routes` | `AgentgatewayBackend.policies.ai` | `routes` |
/// | TrafficPolicy | `rbac` | `TrafficPolicy` | `rbac` |
/// | TrafficPolicy | `ai.promptEnrichment` | `TrafficPolicy.ai` | `promptEnrichment` |
/// | HTTPRoute | `filters.urlRewrite` | `HTTPRoute.filters` | `urlRewrite` |
/// | HTTPRoute | `rules.timeouts` | `HTTPRoute.rules` | `timeouts` |
/// | DirectResponse | empty: all of `spec` | `DirectResponse` | `spec` |
///
/// The objects on the way (`traffic`, `backend`, `backend.ai`) and their own fields that are no
/// policies (`traffic.phase`, `targetRefs`) belong to the kind's record in `config`. The `policies`
/// of a provider inside a group take the family `AgentgatewayBackend.policies`, the filters of a
/// backend reference take `HTTPRoute.filters`. [dev.agentgateway.policies.Policies#members] is the
/// table of all families, with what the contract knows beyond them.
///
/// @param config the settings as written there; a record that is [dev.agentgateway.schema.Bare]
///   where they are a list or a map
/// @param compile null where settings name other resources (Secrets, ConfigMaps): then `config`
///   resolves and compiles them itself
public record Place<C extends Record>(
    String kind, String field, Class<C> config, @Nullable Compile<C> compile) {

  /// Makes a policy of settings.
  public interface Compile<C> {

    /// @throws PolicyException when the settings cannot hold, which says where and why
    Policy compile(C config, Site site);
  }

  /// Makes a policy of settings that do not depend on where they stand.
  public interface CompileAnywhere<C> {

    /// @throws PolicyException when the settings cannot hold, which says where and why
    Policy compile(C config);
  }

  /// A place whose settings hold by themselves.
  public static <C extends Record> Place<C> of(
      String kind, String field, Class<C> config, CompileAnywhere<C> compile) {
    return new Place<>(kind, field, config, (settings, _) -> compile.compile(settings));
  }

  /// A place whose settings depend on the rule they stand in.
  public static <C extends Record> Place<C> sited(
      String kind, String field, Class<C> config, Compile<C> compile) {
    return new Place<>(kind, field, config, compile);
  }

  /// A place whose settings name other resources: `config` reads the record and compiles it.
  public static <C extends Record> Place<C> resolved(String kind, String field, Class<C> config) {
    return new Place<>(kind, field, config, null);
  }

  /// Whether settings here are compiled by `config`, not by [#compile(Record, Site)].
  public boolean isResolved() {
    return compile == null;
  }

  /// The kind and all of the path but its last name: `AgentgatewayPolicy.backend.ai`.
  public String family() {
    int dot = field.lastIndexOf('.');
    return dot < 0 ? kind : kind + "." + field.substring(0, dot);
  }

  /// The last name of the path; `spec` where the settings are all of it.
  public String name() {
    return field.isEmpty() ? "spec" : field.substring(field.lastIndexOf('.') + 1);
  }

  /// Compiles settings of this place, whose type the caller has checked by reading them as
  /// [#config].
  public Policy compile(Record settings, Site site) {
    if (compile == null) {
      throw new IllegalStateException(kind + "." + field + " is compiled by config");
    }
    return compile.compile(config.cast(settings), site);
  }
}
