package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policies.headers.HeaderModifiers;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What header modifiers make of messages, and which they are not.
final class HeaderModifiersTest {

  private static final String[] BEFORE = {"x-a", "1", "accept", "*/*", "x-a", "2"};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # filter                                                               | header fields after
          {'set': [{'name': 'X-A', 'value': '3'}]}                               | accept: */*, x-a: 3
          {'set': [{'name': 'x-b', 'value': '3'}]}                               | x-a: 1, accept: */*, x-a: 2, x-b: 3
          {'add': [{'name': 'X-A', 'value': '3'}]}                               | x-a: 1, accept: */*, x-a: 2, x-a: 3
          {'add': [{'name': 'x-b', 'value': 'a b'}]}                             | x-a: 1, accept: */*, x-a: 2, x-b: a b
          {'remove': ['X-a']}                                                    | accept: */*
          {'remove': ['x-a', 'Accept', 'x-none']}                                | ``
          {'set': [{'name': 'x-b', 'value': '3'}, {'name': 'X-B', 'value': '4'}]} | x-a: 1, accept: */*, x-a: 2, x-b: 3
          {'add': [{'name': 'x-b', 'value': '3'}], 'set': [{'name': 'x-b', 'value': '4'}]} | x-a: 1, accept: */*, x-a: 2, x-b: 4
          {'set': [{'name': 'x-b', 'value': '3'}], 'remove': ['x-b', 'x-a']}      | accept: */*
          """)
  void filtersEditHeaderFields(String filter, String after) {
    Policy toBackend = Trial.policy("HTTPRoute", "filters.requestHeaderModifier", filter);
    Request request = Trial.get("http://example.com/", BEFORE);
    assertThat(lines(Trial.continued(toBackend, request).headers())).isEqualTo(after);

    Policy toClient = Trial.policy("HTTPRoute", "filters.responseHeaderModifier", filter);
    assertThat(Trial.continued(toClient, request)).isEqualTo(request);
    Response response = Response.of(200).withHeaders(Headers.of(BEFORE));
    assertThat(lines(toClient.onResponse(request, response).headers())).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"AgentgatewayPolicy,traffic.headerModifiers", "TrafficPolicy,headerModifiers"})
  void policiesEditBothWays(String kind, String field) {
    Policy policy =
        Trial.policy(
            kind,
            field,
            "{'request': {'remove': ['accept']}, 'response': {'set': [{'name': 'x', 'value': 'y'}]}}");
    Request request = Trial.get("http://example.com/", "accept", "*/*");
    assertThat(lines(Trial.continued(policy, request).headers())).isEmpty();
    assertThat(lines(policy.onResponse(request, Response.of(204)).headers())).isEqualTo("x: y");
  }

  @Test
  void theHostIsTheRequestsAuthority() {
    Policy policy =
        Trial.policy(
            "HTTPRoute",
            "filters.requestHeaderModifier",
            "{'set': [{'name': 'Host', 'value': 'Other.example.com'}]}");
    Request after = Trial.continued(policy, Trial.get("http://example.com/", "x-a", "1"));
    assertThat(after.authority()).isEqualTo("other.example.com");
    assertThat(lines(after.headers())).isEqualTo("x-a: 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # filter                                                     | message
          {'set': [{'name': 'Content-Length', 'value': '3'}]}          | set[0].name: Content-Length (expected: a field that the gateway does not write itself)
          {'add': [{'name': 'transfer-encoding', 'value': 'chunked'}]} | add[0].name: transfer-encoding (expected: a field that the gateway does not write itself)
          {'remove': ['x-a', 'Connection']}                            | remove[1]: Connection (expected: a field that the gateway does not write itself)
          {'set': [{'name': 'x-a', 'value': 'a\\r\\nx-b: 1'}]}         | set[0].value: holds the character U+000D (expected: visible ones of ISO 8859-1)
          {'add': [{'name': 'x-a', 'value': '\\u0000'}]}               | add[0].value: holds the character U+0000 (expected: visible ones of ISO 8859-1)
          {'add': [{'name': 'x-a', 'value': '€'}]}                     | add[0].value: holds the character U+20AC (expected: visible ones of ISO 8859-1)
          """)
  void whatWouldBreakAMessageIsRefused(String filter, String message) {
    assertThatThrownBy(() -> Trial.policy("HTTPRoute", "filters.requestHeaderModifier", filter))
        .isInstanceOf(PolicyException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # filter                                                             | where
          {}                                                                   | ``
          {'set': [{'name': 'x a', 'value': '3'}]}                             | set[0].name
          {'set': [{'name': ':path', 'value': '3'}]}                           | set[0].name
          {'set': [{'name': '', 'value': '3'}]}                                | set[0].name
          {'set': [{'name': 'x-a', 'value': ''}]}                              | set[0].value
          {'set': [{'name': 'x-a'}]}                                           | set[0].value
          {'add': [{'name': 'a', 'value': '1'}, {'name': 'a', 'value': '1'}]}  | add[1]
          {'remove': ['a', 'a']}                                               | remove[1]
          {'delete': ['a']}                                                    | delete
          """)
  void theSchemaRefusesWhatItsLimitsForbid(String filter, String where) {
    assertThat(Trial.read("HTTPRoute", "filters.requestHeaderModifier", filter).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }

  @Test
  void eachWayTheMoreSpecificCounts() {
    Policy gateway =
        Trial.policy(
            "AgentgatewayPolicy",
            "traffic.headerModifiers",
            "{'request': {'remove': ['a']}, 'response': {'remove': ['a']}}");
    Policy rule = Trial.policy("HTTPRoute", "filters.requestHeaderModifier", "{'remove': ['b']}");
    Policy both = new HeaderModifiers().combine(List.of(gateway, rule));
    Request request = Trial.get("http://example.com/", "a", "1", "b", "2");
    assertThat(lines(Trial.continued(both, request).headers())).isEqualTo("a: 1");
    Response response = Response.of(200).withHeaders(Headers.of("a", "1", "b", "2"));
    assertThat(lines(both.onResponse(request, response).headers())).isEqualTo("b: 2");
  }

  private static String lines(Headers headers) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      lines.add(headers.name(i) + ": " + headers.value(i));
    }
    return String.join(", ", lines);
  }
}
