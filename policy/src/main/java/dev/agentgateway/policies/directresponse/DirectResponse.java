package dev.agentgateway.policies.directresponse;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.ExpressionException;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Direct responses, as policies and as resources of their own.
public final class DirectResponse implements PolicyType {

  @Override
  public String name() {
    return "directresponse";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy",
            "traffic.directResponse",
            DirectResponseConfig.class,
            DirectResponse::compile),
        Place.of("DirectResponse", "", DirectResponseSpec.class, DirectResponse::compile));
  }

  private static Policy compile(DirectResponseSpec spec) {
    return new DirectResponsePolicy(checked(spec.status()), spec.body(), null, Map.of());
  }

  private static Policy compile(DirectResponseConfig config) {
    Integer status = config.status();
    if (status == null) {
      if (config.conditional() != null) {
        return Policy.NOTHING;
      }
      throw new PolicyException("status", "status: nothing (expected: 200 to 599)");
    }
    if (config.body() != null && config.bodyExpression() != null) {
      throw new PolicyException(
          "bodyExpression", "bodyExpression: next to body (expected: one of the two)");
    }
    Map<String, Expression> headers = new LinkedHashMap<>();
    for (int i = 0; i < config.headers().size(); i++) {
      DirectResponseConfig.Field field = config.headers().get(i);
      headers.put(
          field.name().toLowerCase(Locale.ROOT),
          expression("headers[%d].value".formatted(i), field.value()));
    }
    return new DirectResponsePolicy(
        checked(status), config.body(), body(config.bodyExpression()), headers);
  }

  private static int checked(int status) {
    if (status < 200 || status > 599) {
      throw new PolicyException("status", "status: %d (expected: 200 to 599)".formatted(status));
    }
    return status;
  }

  private static @Nullable Expression body(@Nullable String source) {
    return source == null ? null : expression("bodyExpression", source);
  }

  private static Expression expression(String field, String source) {
    try {
      return Expression.compile(source);
    } catch (ExpressionException e) {
      throw new PolicyException(field, field + ": " + e.getMessage());
    }
  }
}
