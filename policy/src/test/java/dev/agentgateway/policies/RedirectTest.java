package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where clients are sent.
final class RedirectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # asked                        | port | filter                                    | location
          http://example.com/a           | 80   | {'hostname': 'example.org'}               | http://example.org/a
          http://example.com:8080/a      | 8080 | {'hostname': 'example.org'}               | http://example.org:8080/a
          http://example.com/a           | 8080 | {'hostname': 'example.org'}               | http://example.org:8080/a
          https://example.com/a          | 443  | {'hostname': 'example.org'}               | https://example.org/a
          https://example.com/a          | 8443 | {'hostname': 'example.org'}               | https://example.org:8443/a
          http://example.com:8080/a?b=c  | 8080 | {'scheme': 'https'}                       | https://example.com/a?b=c
          https://example.com:8443/a     | 8443 | {'scheme': 'http'}                        | http://example.com/a
          http://example.com:8080/a      | 8080 | {'scheme': 'http'}                        | http://example.com/a
          http://example.com/a           | 80   | {'scheme': 'https', 'port': 443}          | https://example.com/a
          http://example.com/a           | 80   | {'scheme': 'https', 'port': 8443}         | https://example.com:8443/a
          http://example.com/a           | 8080 | {'port': 80}                              | http://example.com/a
          http://example.com/a           | 8080 | {'port': 8443}                            | http://example.com:8443/a
          http://example.com/a           | 80   | {'port': 443}                             | http://example.com:443/a
          http://example.com/a           | 80   | {'scheme': 'https', 'port': 80}           | https://example.com:80/a
          http://[2001:db8::1]:8080/a    | 8080 | {'scheme': 'https'}                       | https://[2001:db8::1]/a
          http://example.com/old/a?b=c   | 80   | {'path': {'type': 'ReplacePrefixMatch', 'replacePrefixMatch': '/new'}} | http://example.com/new/a?b=c
          http://example.com/old         | 80   | {'path': {'type': 'ReplacePrefixMatch', 'replacePrefixMatch': '/'}} | http://example.com/
          http://example.com/old/a       | 80   | {'path': {'type': 'ReplaceFullPath', 'replaceFullPath': '/new'}} | http://example.com/new
          """)
  void whatIsLeftOutStaysAsAsked(String url, int port, String filter, String location) {
    Policy policy = Trial.policy("HTTPRoute", "filters.requestRedirect", filter, new Site("/old"));
    assertThat(answer(policy, url, port).status()).isEqualTo(302);
    assertThat(answer(policy, url, port).headers().first("location")).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void theStatusIsTheFilters(int status) {
    Policy policy =
        Trial.policy(
            "HTTPRoute",
            "filters.requestRedirect",
            "{'scheme': 'https', 'statusCode': %d}".formatted(status));
    assertThat(answer(policy, "http://example.com/", 80).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"304", "305", "306"})
  void otherStatusesAreRefused(int status) {
    assertThatThrownBy(() ->
            Trial.policy(
                "HTTPRoute", "filters.requestRedirect", "{'statusCode': %d}".formatted(status)))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("statusCode: " + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # filter                | where
          {'scheme': 'ftp'}       | scheme
          {'hostname': 'a/b'}     | hostname
          {'port': 0}             | port
          {'port': 65536}         | port
          {'statusCode': 200}     | statusCode
          {'path': {}}            | path.type
          """)
  void theSchemaRefusesWhatItsLimitsForbid(String filter, String where) {
    assertThat(Trial.read("HTTPRoute", "filters.requestRedirect", filter).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }

  private static Response answer(Policy policy, String url, int port) {
    Decision decision = policy.onRequest(Trial.on(Trial.get(url), port));
    assertThat(decision).isInstanceOf(Decision.Answer.class);
    return ((Decision.Answer) decision).response();
  }
}
