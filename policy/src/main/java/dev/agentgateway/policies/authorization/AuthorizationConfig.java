package dev.agentgateway.policies.authorization;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Required;
import java.util.List;

/// Rules that admit or refuse requests.
///
/// @param action what a rule that matches does: `Allow` admits, and once there is such a rule
///   nothing else is admitted; `Deny` refuses; `Require` refuses when it does not match
public record AuthorizationConfig(
    @Required Rules policy,
    @Default("\"Allow\"") @OneOf({"Allow", "Deny", "Require"}) String action) {

  /// Expressions, each a rule of its own.
  ///
  /// @param matchExpressions CEL over the request: `request.headers['x-team'] == 'research'`
  public record Rules(
      @Required @Limits(min = 1, max = 256, itemMin = 1, itemMax = Expression.LENGTH_MAX)
          List<String> matchExpressions) {

    public Rules {
      matchExpressions = List.copyOf(matchExpressions);
    }
  }
}
