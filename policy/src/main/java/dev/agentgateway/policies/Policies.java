package dev.agentgateway.policies;

import dev.agentgateway.policies.airoutes.AiRoutes;
import dev.agentgateway.policies.aliases.Aliases;
import dev.agentgateway.policies.authorization.Authorization;
import dev.agentgateway.policies.backendauth.BackendAuth;
import dev.agentgateway.policies.backendhttp.BackendHttp;
import dev.agentgateway.policies.backendtls.BackendTls;
import dev.agentgateway.policies.cors.Cors;
import dev.agentgateway.policies.csrf.Csrf;
import dev.agentgateway.policies.defaults.Defaults;
import dev.agentgateway.policies.directresponse.DirectResponse;
import dev.agentgateway.policies.fidelity.TranslationFidelity;
import dev.agentgateway.policies.headers.HeaderModifiers;
import dev.agentgateway.policies.hostrewrite.HostnameRewrite;
import dev.agentgateway.policies.prompt.Prompt;
import dev.agentgateway.policies.redirect.Redirect;
import dev.agentgateway.policies.rewrite.Rewrite;
import dev.agentgateway.policies.timeouts.RequestTimeouts;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.schema.MemberTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every policy, in the order in which requests meet them. Responses meet them in reverse.
public final class Policies {

  public static final List<PolicyType> IN_ORDER =
      List.of(
          new RequestTimeouts(),
          new Cors(),
          new Authorization(),
          new Csrf(),
          new HeaderModifiers(),
          new HostnameRewrite(),
          new Rewrite(),
          new Redirect(),
          new DirectResponse(),
          new BackendAuth(),
          new BackendTls(),
          new BackendHttp(),
          new Prompt(),
          new Defaults(),
          new Aliases(),
          new AiRoutes(),
          new TranslationFidelity());

  private Policies() {}

  /// What the families of policies hold: kind and parent path → field → the record of its settings,
  /// and the fields that the contract has beyond them. See [Place] for the families' names.
  public static MemberTable members() {
    Map<String, Map<String, Class<? extends Record>>> families = new LinkedHashMap<>();
    KnownFields.BY_FAMILY.keySet().forEach(family -> families.put(family, new LinkedHashMap<>()));
    for (PolicyType type : IN_ORDER) {
      for (Place<?> place : type.places()) {
        families
            .computeIfAbsent(place.family(), _ -> new LinkedHashMap<>())
            .put(place.name(), place.config());
      }
    }
    Map<String, List<String>> planned = new LinkedHashMap<>();
    KnownFields.BY_FAMILY.forEach((family, known) ->
        planned.put(
            family,
            known.stream()
                .filter(field -> !families.getOrDefault(family, Map.of()).containsKey(field))
                .toList()));
    return new MemberTable(families, planned);
  }
}
