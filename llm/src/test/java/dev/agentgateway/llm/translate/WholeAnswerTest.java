package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A good status does not make a body an answer.
final class WholeAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "none",
      textBlock =
          """
          # body                                          | passes             | is read
          {"choices":[]}                                  | none               | none
          {"choices":[],"error":null}                     | none               | none
          {"choices":[],"error":{"message":"m"}}          | none               | none
          {"x":1}                                         | none               | upstream_malformed
          {"error":null}                                  | none               | upstream_malformed
          {"error":{"message":"m","type":"server_error"}} | upstream_error     | upstream_error
          <html>busy</html>                               | upstream_malformed | upstream_malformed
          {"choices":[                                    | upstream_malformed | upstream_malformed
          ~~                                              | upstream_malformed | upstream_malformed
          [1]                                             | upstream_malformed | upstream_malformed
          """)
  void whatIsNoAnswerIsAFailure(String body, String passes, String isRead) {
    Dialect completions = Dialects.ALL.getFirst();
    assertThat(completions.answerField()).isEqualTo("choices");
    byte[] bytes = body.getBytes(UTF_8);
    assertThat(code(WholeAnswer.fault(completions, bytes))).isEqualTo(passes);
    assertThat(code(WholeAnswer.faultToRead(completions, bytes))).isEqualTo(isRead);
  }

  private static String code(Failure failure) {
    return failure == null ? null : failure.code();
  }
}
