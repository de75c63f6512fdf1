package dev.agentgateway.apiserver.openapi;

import dev.agentgateway.schema.rule.Rules;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One CEL rule of a schema, compiled when it is first needed.
final class Rule {

  private final JsonNode document;

  /// Whether it is evaluated without all of CEL, whose loading takes longer than the rest of
  /// starting.
  private final boolean isSmall;

  private volatile @Nullable Outcome compiled;

  private record Outcome(CelRuntime.@Nullable Program program, String fault) {}

  Rule(JsonNode document) {
    this.document = document;
    this.isSmall = !isTransition() && !expression().contains("__") && Rules.isSmall(expression());
  }

  String expression() {
    return document.path("rule").asString();
  }

  /// Whether it speaks of what was before, and so of updates only.
  boolean isTransition() {
    return expression().contains("oldSelf");
  }

  boolean isOldSelfOptional() {
    return document.path("optionalOldSelf").asBoolean();
  }

  String reason() {
    String reason = document.path("reason").asString();
    return reason.isEmpty() ? "FieldValueInvalid" : reason;
  }

  /// `.spec.name` below the rule's own place, or empty.
  String fieldPath() {
    return document.path("fieldPath").asString();
  }

  /// Why it does not compile, or empty.
  String fault() {
    return isSmall ? "" : outcome().fault();
  }

  /// What the rule has to say of values that do not hold; null when they do.
  @Nullable String broken(Map<String, Object> variables) {
    if (isSmall) {
      return Rules.holds(expression(), variables.get("self")) ? null : message(variables);
    }
    CelRuntime.Program program = outcome().program();
    if (program == null) {
      return "rule compile error: " + outcome().fault();
    }
    try {
      return Boolean.TRUE.equals(program.eval(variables)) ? null : message(variables);
    } catch (CelEvaluationException failed) {
      return "rule evaluation error: " + failed.getMessage();
    }
  }

  private String message(Map<String, Object> variables) {
    String dynamic = document.path("messageExpression").asString();
    if (!dynamic.isEmpty()) {
      try {
        return String.valueOf(RuleLanguage.compile(dynamic).eval(variables));
      } catch (CelValidationException | CelEvaluationException noMessage) {
        return plainMessage();
      }
    }
    return plainMessage();
  }

  private String plainMessage() {
    String message = document.path("message").asString().strip();
    return message.isEmpty() ? "failed rule: " + expression().strip() : message;
  }

  private Outcome outcome() {
    Outcome known = compiled;
    if (known == null) {
      known = compile();
      compiled = known;
    }
    return known;
  }

  private Outcome compile() {
    try {
      return new Outcome(RuleLanguage.compile(expression()), "");
    } catch (CelValidationException | CelEvaluationException refused) {
      return new Outcome(null, String.valueOf(refused.getMessage()));
    }
  }
}
