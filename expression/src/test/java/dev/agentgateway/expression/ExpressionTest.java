package dev.agentgateway.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What expressions say of a request, and which texts are none.
final class ExpressionTest {

  private static final Facts FACTS = Facts.of(request());

  private static Request request() {
    return new Request(
        "POST",
        "http",
        "api.example.com:8080",
        "/v1/chat",
        "a=1",
        "HTTP/1.1",
        Headers.of(
            "x-llm",
            "gemini",
            "x-many",
            "one",
            "x-many",
            "two",
            "content-length",
            "12",
            "accept",
            "*/*",
            "x.y",
            "dotted"),
        Body.NONE,
        new Connection(
            1,
            new InetSocketAddress("10.1.2.3", 50_000),
            new InetSocketAddress("10.0.0.1", 8080),
            false,
            null,
            new NoLoop()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          # expression                                                         ; true of it
          true                                                                 ; true
          request.headers['x-llm'] == 'gemini'                                 ; true
          request.headers['X-LLM'] == 'gemini'                                 ; true
          request.headers["x-llm"] == "openai"                                 ; false
          request.headers['x-many'] == 'one, two'                              ; true
          'x-llm' in request.headers                                           ; true
          'x-none' in request.headers                                          ; false
          has(request.headers.accept)                                          ; true
          request.headers.accept == '*/*'                                      ; true
          request.headers.map(name, request.headers[name]).size() == 5         ; true
          request.headers.size() == 5                                          ; true
          request['headers']['x-llm'] == 'gemini'                              ; true
          request['path'] == request.path                                      ; true
          has(request.path)                                                    ; true
          request.headers['x.y'] == 'dotted'                                   ; true
          request.headers.x.y == 'dotted'                                      ; true
          request.path.size() == 8                                             ; true
          has(request.headers.absent)                                          ; false
          request.headers.exists(name, name == 'x-llm')                        ; true
          request.headers['x-none'] == 'gemini'                                ; false
          request.headers['x-none'] != 'gemini'                                ; false
          request.method == 'POST'                                             ; true
          request.method in ['GET', 'HEAD']                                    ; false
          request.path == '/v1/chat'                                           ; true
          request.path.startsWith('/v1/')                                      ; true
          request.path.matches('^/v[0-9]+/chat$')                              ; true
          request.path.matches('^/v[0-9]+$')                                   ; false
          request.uri == 'http://api.example.com:8080/v1/chat?a=1'             ; true
          request.query == 'a=1'                                               ; true
          request.host == 'api.example.com'                                    ; true
          request.host.endsWith('.example.com')                                ; true
          request.scheme == 'http'                                             ; true
          request.version == 'HTTP/1.1'                                        ; true
          int(request.headers['content-length']) < 100                         ; true
          source.address == '10.1.2.3'                                         ; true
          source.port == 50000                                                 ; true
          source.port == 50000.0                                               ; true
          source.port < 1024u                                                  ; false
          destination.port == 8080                                             ; true
          request.path.split('/')[2] == 'chat'                                 ; true
          request.path.substring(1, 3) == 'v1'                                 ; true
          'CHAT'.lowerAscii() == 'chat'                                        ; true
          math.greatest(1, 2) == 2                                             ; true
          base64.encode(b'hi') == 'aGk='                                       ; true
          sets.contains(['a', 'b'], ['a'])                                     ; true
          jwt.sub == 'alice'                                                   ; false
          jwt.sub != 'alice'                                                   ; false
          !(jwt.sub == 'alice')                                                ; false
          jwt.sub == 'alice' || request.method == 'POST'                       ; true
          jwt.sub == 'alice' && request.method == 'GET'                        ; false
          has(jwt.sub)                                                         ; false
          response.code == 200                                                 ; false
          'a text'                                                             ; false
          1                                                                    ; false
          1 / 0 == 1                                                           ; false
          [1, 2, 3].exists(x, x > 2)                                           ; true
          int('nine') == 9                                                     ; false
          'x'.matches(request.headers['x-llm'] + '(')                          ; false
          """)
  void expressionsSpeakOfTheRequest(String source, boolean expected) {
    assertThat(Expression.compile(source).test(FACTS)).as(source).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # expression                         | line | column | message holds
          request.method ==                    | 1    | 18     | mismatched
          request.method = 'POST'              | 1    | 16     | =
          (request.method == 'POST'            | 1    | 26     | missing
          'open                                | 1    | 1      | token recognition
          reqest.method == 'POST'              | 1    | 1      | undeclared reference to 'reqest'
          request.header['x'] == 'y'           | 1    | 1      | request.header is not known here
          request['header']['x'] == 'y'        | 1    | 1      | request.header is not known here
          true && request.body == ''           | 1    | 9      | request.body is not known here
          has(source.tls)                      | 1    | 5      | source.tls is not known here
          response.status == 200               | 1    | 1      | expected: one of code, headers
          request.path.startWith('/')          | 1    | 23     | undeclared reference to 'startWith'
          'a' + 1 == 'a1'                      | 1    | 5      | no matching overload
          1 == 'a'                             | 1    | 3      | no matching overload
          """)
  void whatIsNoExpressionIsRefusedWithItsPlace(
      String source, int line, int column, String message) {
    assertThatThrownBy(() -> Expression.compile(source))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            refused -> {
              assertThat(refused).hasMessageContaining(message);
              assertThat(refused.line()).isEqualTo(line);
              assertThat(refused.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void emptyTextsAreRefused(String source) {
    assertThatThrownBy(() -> Expression.compile(source))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("empty (expected: a CEL expression)");
  }

  @Test
  void longTextsAreRefused() {
    String longest = "'" + "x".repeat(Expression.LENGTH_MAX - 2) + "'";
    assertThat(Expression.compile(longest).value(FACTS)).isPresent();
    assertThatThrownBy(() -> Expression.compile(longest + " "))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("16385 characters (expected: at most 16384)");
  }

  @Test
  void deepTextsAreRefused() {
    assertThatThrownBy(() -> Expression.compile("(".repeat(2000) + "true" + ")".repeat(2000)))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void loopsEndAtTheirLimit() {
    String ten = "[1,2,3,4,5,6,7,8,9,10]";
    String loops = ten + ".all(a, " + ten + ".all(b, " + ten + ".all(c, true)))";
    assertThat(Expression.compile(loops).test(FACTS)).isTrue();
    String more = ten + ".all(a, " + ten + ".all(b, " + ten + ".all(c, " + ten + ".all(d, true))))";
    assertThat(Expression.compile(more).value(FACTS)).isEmpty();
  }

  @Test
  void theResponseIsKnownOnceItIsThere() {
    Facts facts = FACTS.with(Response.of(503).with("retry-after", "1"));
    assertThat(Expression.compile("response.code >= 500").test(facts)).isTrue();
    assertThat(Expression.compile("response.headers['Retry-After'] == '1'").test(facts)).isTrue();
  }

  @Test
  void otherFactsAreAddedByName() {
    Facts facts =
        FACTS.with(
            Variable.JWT,
            Map.of(
                "sub",
                "alice",
                "groups",
                List.of("dev"),
                "level",
                3L,
                "address",
                Map.of("city", "Berlin")));
    assertThat(Expression.compile("jwt.sub == 'alice'").test(facts)).isTrue();
    assertThat(Expression.compile("'dev' in jwt.groups && jwt.level > 2").test(facts)).isTrue();
    assertThat(Expression.compile("has(jwt.sub) && !has(jwt.name)").test(facts)).isTrue();
    assertThat(Expression.compile("has(jwt.address.city)").test(facts)).isTrue();
    assertThat(Expression.compile("has(jwt.address.zip)").test(facts)).isFalse();
    assertThat(Expression.compile("jwt.address.city == 'Berlin'").test(facts)).isTrue();
    assertThat(Expression.compile("jwt.name == 'alice'").test(facts)).isFalse();
    assertThat(Expression.compile("jwt.sub + '!'").value(facts)).contains("alice!");
  }

  private record NoLoop() implements Loop {

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      throw new AssertionError("no timers here");
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }
}
