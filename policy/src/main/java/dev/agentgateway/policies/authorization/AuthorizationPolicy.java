package dev.agentgateway.policies.authorization;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.Facts;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import java.util.List;

/// Decides by rules, in this order:
///
/// ```
/// any deny matches ─▶ refused
/// some require does not match ─▶ refused
/// any allow matches ─▶ admitted
/// there is an allow ─▶ refused, else admitted
/// ```
///
/// A rule that cannot be evaluated does not match.
record AuthorizationPolicy(List<Expression> deny, List<Expression> require, List<Expression> allow)
    implements Policy {

  AuthorizationPolicy {
    deny = List.copyOf(deny);
    require = List.copyOf(require);
    allow = List.copyOf(allow);
  }

  @Override
  public Decision onRequest(Request request) {
    return admits(Facts.of(request))
        ? new Decision.Continue(request)
        : new Decision.Refuse(new Failure.Denied());
  }

  private boolean admits(Facts facts) {
    for (Expression rule : deny) {
      if (rule.test(facts)) {
        return false;
      }
    }
    for (Expression rule : require) {
      if (!rule.test(facts)) {
        return false;
      }
    }
    for (Expression rule : allow) {
      if (rule.test(facts)) {
        return true;
      }
    }
    return allow.isEmpty();
  }
}
