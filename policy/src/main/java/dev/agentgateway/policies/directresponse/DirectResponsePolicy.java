package dev.agentgateway.policies.directresponse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.Facts;
import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers by itself. A header whose expression has no value is left out; a body that has none is
/// our failure.
///
/// @param body a fixed text; null when `bodyOf` says it, or there is none
/// @param headers by name in lower case
record DirectResponsePolicy(
    int status, @Nullable String body, @Nullable Expression bodyOf, Map<String, Expression> headers)
    implements Policy {

  DirectResponsePolicy {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  @Override
  public Decision onRequest(Request request) {
    if (bodyOf == null && headers.isEmpty()) {
      return answer(body, Headers.NONE);
    }
    Facts facts = Facts.of(request);
    Headers.Builder fields = Headers.builder();
    headers.forEach(
        (name, value) -> text(value, facts).ifPresent(text -> fields.add(name, cleaned(text))));
    if (bodyOf == null) {
      return answer(body, fields.build());
    }
    return text(bodyOf, facts)
        .map(text -> answer(text, fields.build()))
        .orElseGet(() ->
            new Decision.Refuse(
                new Failure.Internal("the expression of a direct response has no value")));
  }

  private Decision answer(@Nullable String text, Headers fields) {
    if (text == null) {
      return new Decision.Answer(new Response(status, fields, Body.NONE));
    }
    Headers typed =
        fields.contains("content-type")
            ? fields
            : fields.with("content-type", "text/plain; charset=utf-8");
    return new Decision.Answer(new Response(status, typed, Body.of(text.getBytes(UTF_8))));
  }

  private static Optional<String> text(Expression expression, Facts facts) {
    return expression.value(facts).map(String::valueOf);
  }

  /// A value must not begin another field, whatever a client put into it.
  private static String cleaned(String text) {
    return text.chars()
        .map(c -> c < ' ' || c == 0x7f || c > 0xff ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
