package dev.agentgateway.policies.directresponse;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An answer without a backend.
///
/// @param body a text
/// @param bodyExpression CEL over the request that gives the body
/// @param headers of the answer
/// @param conditional answers by condition
@Rule(
    value = "!(has(self.body) && has(self.bodyExpression))",
    message = "at most one of body and bodyExpression may be set")
@Rule(value = "has(self.status) || has(self.conditional)", message = "status is needed")
public record DirectResponseConfig(
    @Limits(min = 200, max = 599) @Nullable Integer status,
    @Limits(min = 1, max = 4096) @Nullable String body,
    @Limits(min = 1, max = Expression.LENGTH_MAX) @Nullable String bodyExpression,
    @Limits(max = 16) @Unique("name") List<Field> headers,
    @Planned @Nullable JsonNode conditional) {

  public DirectResponseConfig {
    headers = List.copyOf(headers);
  }

  /// A header field of the answer.
  ///
  /// @param value CEL over the request
  public record Field(
      @Required @Limits(min = 1, max = 256) @Matches("^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$")
          String name,
      @Required @Limits(min = 1, max = Expression.LENGTH_MAX) String value) {}
}
