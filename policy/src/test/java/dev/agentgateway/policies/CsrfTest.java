package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which requests of browsers are refused.
final class CsrfTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | sec-fetch-site | origin                   | passes
          POST     |                |                          | true
          POST     | same-origin    |                          | true
          POST     | same-origin    | https://api.example.com  | true
          POST     | none           |                          | true
          POST     | cross-site     |                          | false
          POST     | cross-site     | https://evil.org         | false
          POST     | same-site      | https://www.example.com  | false
          POST     | other          |                          | false
          POST     | cross-site     | https://console.org      | true
          POST     | cross-site     | https://Console.org      | true
          POST     |                | https://api.example.com  | true
          POST     |                | http://api.example.com   | true
          POST     |                | https://evil.org         | false
          POST     |                | https://api.example.com:8443 | false
          POST     |                | null                     | false
          POST     |                | https://console.org      | true
          POST     |                | https://console.org.evil | false
          DELETE   | cross-site     | https://evil.org         | false
          GET      | cross-site     | https://evil.org         | true
          HEAD     | cross-site     | https://evil.org         | true
          OPTIONS  | cross-site     | https://evil.org         | true
          """)
  void whatComesFromAnotherSiteIsRefused(
      String method, String site, String origin, boolean passes) {
    Policy policy =
        Trial.policy(
            "AgentgatewayPolicy", "traffic.csrf", "{'additionalOrigins': ['https://console.org']}");
    Headers.Builder headers = Headers.builder();
    if (site != null) {
      headers.add("sec-fetch-site", site);
    }
    if (origin != null) {
      headers.add("origin", origin);
    }
    Request request =
        Trial.get("https://api.example.com/").withMethod(method).withHeaders(headers.build());
    Decision decision = policy.onRequest(request);
    assertThat(decision instanceof Decision.Continue).isEqualTo(passes);
    if (decision instanceof Decision.Refuse(var failure)) {
      assertThat(failure.status()).isEqualTo(403);
      assertThat(failure.code()).isEqualTo("csrf");
    }
  }

  @ParameterizedTest
  @CsvSource({"console.org", "https://", "https://*.org", "https://console.org/x"})
  void whatIsNoOriginIsRefused(String origin) {
    assertThatThrownBy(() ->
            Trial.policy(
                "AgentgatewayPolicy",
                "traffic.csrf",
                "{'additionalOrigins': ['%s']}".formatted(origin)))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("additionalOrigins[0]: " + origin);
  }
}
