package dev.agentgateway.policies.authorization;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.ExpressionException;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Authorization by CEL. The rules of all attachments count together.
public final class Authorization implements PolicyType {

  @Override
  public String name() {
    return "authorization";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy",
            "traffic.authorization",
            AuthorizationConfig.class,
            config -> compile(config.policy(), config.action())),
        Place.of(
            "TrafficPolicy",
            "rbac",
            RbacConfig.class,
            config -> compile(config.policy(), config.action())));
  }

  @Override
  public Policy combine(List<Policy> attached) {
    List<AuthorizationPolicy> all =
        attached.stream()
            .filter(AuthorizationPolicy.class::isInstance)
            .map(AuthorizationPolicy.class::cast)
            .toList();
    return new AuthorizationPolicy(
        gather(all, AuthorizationPolicy::deny),
        gather(all, AuthorizationPolicy::require),
        gather(all, AuthorizationPolicy::allow));
  }

  /// Rules that cannot be read admit nobody.
  @Override
  public Policy standIn() {
    return new AuthorizationPolicy(List.of(), List.of(Expression.compile("false")), List.of());
  }

  private static List<Expression> gather(
      List<AuthorizationPolicy> all, Function<AuthorizationPolicy, List<Expression>> part) {
    return all.stream().flatMap(each -> part.apply(each).stream()).toList();
  }

  private static Policy compile(AuthorizationConfig.Rules rules, String action) {
    List<Expression> compiled = new ArrayList<>();
    for (int i = 0; i < rules.matchExpressions().size(); i++) {
      String field = "policy.matchExpressions[%d]".formatted(i);
      try {
        compiled.add(Expression.compile(rules.matchExpressions().get(i)));
      } catch (ExpressionException e) {
        throw new PolicyException(field, field + ": " + e.getMessage());
      }
    }
    return switch (action) {
      case "Allow" -> new AuthorizationPolicy(List.of(), List.of(), compiled);
      case "Deny" -> new AuthorizationPolicy(compiled, List.of(), List.of());
      case "Require" -> new AuthorizationPolicy(List.of(), compiled, List.of());
      default ->
          throw new PolicyException(
              "action", "action: %s (expected: Allow, Deny or Require)".formatted(action));
    };
  }
}
