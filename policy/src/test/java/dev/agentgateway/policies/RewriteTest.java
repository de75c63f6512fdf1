package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a backend sees instead of what the client asked for.
final class RewriteTest {

  /// The first eleven are the table of the Gateway API's specification.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # path       | prefix | replaced by | path after
          /foo/bar     | /foo   | /xyz        | /xyz/bar
          /foo/bar     | /foo   | /xyz/       | /xyz/bar
          /foo/bar     | /foo/  | /xyz        | /xyz/bar
          /foo/bar     | /foo/  | /xyz/       | /xyz/bar
          /foo         | /foo   | /xyz        | /xyz
          /foo/        | /foo   | /xyz        | /xyz/
          /foo/bar     | /foo   | ``          | /bar
          /foo/        | /foo   | ``          | /
          /foo         | /foo   | ``          | /
          /foo/        | /foo   | /           | /
          /foo         | /foo   | /           | /
          /foo/bar     | /foo   | /           | /bar
          /foo/bar/baz | /foo   | /x/y        | /x/y/bar/baz
          /foo         | /      | /xyz        | /xyz/foo
          /            | /      | /xyz        | /xyz/
          /foo         | /      | /           | /foo
          /foo/foo     | /foo   | /           | /foo
          /foobar      | /foo   | /xyz        | /foobar
          /other       | /foo   | /xyz        | /other
          /foo//bar    | /foo   | /xyz        | /xyz//bar
          """)
  void prefixesAreReplacedByWholeSegments(String path, String prefix, String by, String after) {
    Policy policy =
        Trial.policy(
            "HTTPRoute",
            "filters.urlRewrite",
            "{'path': {'type': 'ReplacePrefixMatch', 'replacePrefixMatch': '%s'}}".formatted(by),
            new Site(prefix));
    Request request = Trial.get("http://example.com" + path + "?q=/foo");
    Request changed = Trial.continued(policy, request);
    assertThat(changed.path()).isEqualTo(after);
    assertThat(changed.query()).isEqualTo("q=/foo");
    assertThat(changed.authority()).isEqualTo("example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written            | path after
          /v1/chat/completions | /v1/chat/completions
          /                    | /
          v1                   | /v1
          /v1/                 | /v1/
          """)
  void fullPathsReplaceAll(String written, String after) {
    Policy policy =
        Trial.policy(
            "HTTPRoute",
            "filters.urlRewrite",
            "{'path': {'type': 'ReplaceFullPath', 'replaceFullPath': '%s'}}".formatted(written));
    Request changed = Trial.continued(policy, Trial.get("http://example.com/openai/x?a=1"));
    assertThat(changed.target()).isEqualTo(after + "?a=1");
  }

  @Test
  void theHostIsReplacedWithItsPort() {
    Policy policy =
        Trial.policy("HTTPRoute", "filters.urlRewrite", "{'hostname': 'api.mistral.ai'}");
    Request changed = Trial.continued(policy, Trial.get("http://example.com:8080/x"));
    assertThat(changed.authority()).isEqualTo("api.mistral.ai");
    assertThat(changed.path()).isEqualTo("/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # path written | message holds
          /a b           | path.replaceFullPath: /a b holds the character U+0020
          /a?b=c         | path.replaceFullPath: /a?b=c holds the character U+003F
          /a#b           | path.replaceFullPath: /a#b holds the character U+0023
          /ä             | path.replaceFullPath: /ä holds the character U+00E4
          """)
  void whatIsNoPathIsRefused(String path, String message) {
    assertThatThrownBy(() ->
            Trial.policy(
                "HTTPRoute",
                "filters.urlRewrite",
                "{'path': {'type': 'ReplaceFullPath', 'replaceFullPath': '%s'}}".formatted(path)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # filter                                                          | where
          {'hostname': '*.example.com'}                                     | hostname
          {'hostname': 'a_b'}                                               | hostname
          {'hostname': ''}                                                  | hostname
          {'path': {'replaceFullPath': '/x'}}                               | path.type
          {'path': {'type': 'Full', 'replaceFullPath': '/x'}}               | path.type
          {'path': {'type': 'ReplaceFullPath'}}                             | path
          {'path': {'type': 'ReplacePrefixMatch'}}                          | path
          {'path': {'type': 'ReplaceFullPath', 'replacePrefixMatch': '/x'}} | path
          """)
  void theSchemaRefusesWhatItsLimitsForbid(String filter, String where) {
    assertThat(Trial.read("HTTPRoute", "filters.urlRewrite", filter).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }
}
