package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What browsers are told about other sites' pages.
final class CorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # configured                 | origin                        | allowed
          https://example.com          | https://example.com           | true
          https://example.com          | HTTPS://Example.com           | true
          https://example.com          | http://example.com            | false
          https://example.com          | https://example.com:8443      | false
          https://example.com          | https://example.com.evil.org  | false
          https://example.com          | https://evilexample.com       | false
          https://example.com:8443     | https://example.com:8443      | true
          https://*.example.com        | https://a.example.com         | true
          https://*.example.com        | https://a.b.example.com       | true
          https://*.example.com        | https://example.com           | false
          https://*.example.com        | https://evil.org/.example.com | false
          https://*.example.com        | https://aXexample.com         | false
          https://*.example.com        | https://a.example.com:8443    | false
          https://*                    | https://anything.org          | true
          https://*                    | http://anything.org           | false
          *                            | null                          | true
          https://example.com          | null                          | false
          """)
  void originsAreComparedAsAWhole(String configured, String origin, boolean allowed) {
    Policy policy =
        Trial.policy(
            "HTTPRoute",
            "filters.cors",
            "{'allowOrigins': ['https://other.org', '%s']}".formatted(configured));
    Request request = Trial.get("http://api.example.com/", "origin", origin);
    Response marked = policy.onResponse(request, Response.of(200));
    assertThat(marked.headers().contains("access-control-allow-origin")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"*.example.com", "https://a*b.example.com", "https://example.com/", "https://", "''"})
  void whatIsNoOriginIsRefused(String origin) {
    String filter = "{'allowOrigins': ['%s']}".formatted(origin);
    if (origin.isEmpty()) {
      assertThat(Trial.read("HTTPRoute", "filters.cors", filter).faults()).isNotEmpty();
      return;
    }
    assertThatThrownBy(() -> Trial.policy("HTTPRoute", "filters.cors", filter))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("allowOrigins[0]: " + origin);
  }

  @Test
  void theQuestionBeforeACallIsAnswered() {
    Response answer =
        preflight(
            """
            {"allowOrigins": ["https://a.org"], "allowMethods": ["POST", "PUT"],
             "allowHeaders": ["x-a", "x-b"], "exposeHeaders": ["x-c"], "maxAge": 600}
            """);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers())
        .isEqualTo(
            Headers.of(
                "access-control-allow-origin",
                "https://a.org",
                "access-control-allow-methods",
                "POST, PUT",
                "access-control-allow-headers",
                "x-a, x-b",
                "access-control-max-age",
                "600",
                "access-control-expose-headers",
                "x-c",
                "vary",
                "origin, access-control-request-method, access-control-request-headers"));
  }

  @Test
  void aStarIsRepeatedAsAskedWithCredentials() {
    String any = "{'allowOrigins': ['*'], 'allowMethods': ['*'], 'allowHeaders': ['*']}";
    Headers open = preflight(any).headers();
    assertThat(open.first("access-control-allow-origin")).isEqualTo("*");
    assertThat(open.first("access-control-allow-methods")).isEqualTo("*");
    assertThat(open.first("access-control-allow-headers")).isEqualTo("*");
    assertThat(open.contains("access-control-allow-credentials")).isFalse();
    Headers named = preflight(any.replace("}", ", 'allowCredentials': true}")).headers();
    assertThat(named.first("access-control-allow-origin")).isEqualTo("https://a.org");
    assertThat(named.first("access-control-allow-methods")).isEqualTo("PUT");
    assertThat(named.first("access-control-allow-headers")).isEqualTo("x-a");
    assertThat(named.first("access-control-allow-credentials")).isEqualTo("true");
  }

  @Test
  void otherOriginsAreAnsweredWithoutLeave() {
    Response answer = preflight("{'allowOrigins': ['https://b.org']}");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers().contains("access-control-allow-origin")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | origin        | asks for
          GET      | https://a.org | PUT
          OPTIONS  | https://a.org |
          OPTIONS  |               | PUT
          """)
  void otherRequestsGoOn(String method, String origin, String asked) {
    Headers.Builder headers = Headers.builder();
    if (origin != null) {
      headers.add("origin", origin);
    }
    if (asked != null) {
      headers.add("access-control-request-method", asked);
    }
    Request request =
        Trial.get("http://api.example.com/").withMethod(method).withHeaders(headers.build());
    Policy policy =
        Trial.policy("AgentgatewayPolicy", "traffic.cors", "{'allowOrigins': ['https://a.org']}");
    assertThat(Trial.continued(policy, request)).isEqualTo(request);
  }

  @Test
  void theGatewayAloneDecidesOfAnswers() {
    Policy policy =
        Trial.policy(
            "TrafficPolicy",
            "cors",
            "{'allowOrigins': ['https://a.org'], 'exposeHeaders': ['x-c']}");
    Response upstream =
        Response.of(200)
            .withHeaders(Headers.of("access-control-allow-origin", "*", "vary", "accept"));
    Request own = Trial.get("http://api.example.com/", "origin", "https://a.org");
    assertThat(policy.onResponse(own, upstream).headers())
        .isEqualTo(
            Headers.of(
                "vary",
                "accept",
                "access-control-allow-origin",
                "https://a.org",
                "access-control-expose-headers",
                "x-c",
                "vary",
                "origin"));
    Request other = Trial.get("http://api.example.com/", "origin", "https://b.org");
    assertThat(policy.onResponse(other, upstream).headers())
        .isEqualTo(Headers.of("vary", "accept", "vary", "origin"));
  }

  @Test
  void theOlderGenerationCanTakeItOff() {
    Policy off = Trial.policy("TrafficPolicy", "cors", "{'disable': {}}");
    Response response = Response.of(200).with("access-control-allow-origin", "*");
    assertThat(off.onResponse(Trial.get("http://a/"), response)).isEqualTo(response);
  }

  private static Response preflight(String filter) {
    Request request =
        Trial.get(
                "http://api.example.com/",
                "origin",
                "https://a.org",
                "access-control-request-method",
                "PUT",
                "access-control-request-headers",
                "x-a")
            .withMethod("OPTIONS");
    Decision decision = Trial.policy("HTTPRoute", "filters.cors", filter).onRequest(request);
    assertThat(decision).isInstanceOf(Decision.Answer.class);
    return ((Decision.Answer) decision).response();
  }
}
