package dev.agentgateway.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AccessLogTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T01:02:03Z"));

  @Test
  void aChatIsOneLine() {
    assertThat(text(Told.CHAT.chat()))
        .isEqualTo(
            "request gateway=default/agentgateway listener=http route=default/anthropic"
                + " endpoint=api.anthropic.com:443 src.addr=127.0.0.1:51234 http.method=POST"
                + " http.host=localhost http.path=/anthropic http.version=HTTP/1.1 http.status=200"
                + " protocol=llm gen_ai.operation.name=chat gen_ai.provider.name=anthropic"
                + " gen_ai.request.model=claude-sonnet-4-5"
                + " gen_ai.response.model=claude-sonnet-4-5 gen_ai.usage.input_tokens=16"
                + " gen_ai.usage.output_tokens=318 duration=1234ms\n");
  }

  @Test
  void partsOfUsageAndWaitsAreTold() {
    Usage usage = new Usage(16, 5, 3, 2, 0, 0, 11, 4);
    assertThat(text(Told.CHAT.of("m", usage).streamed(Duration.ofMillis(234)).chat()))
        .contains(
            " gen_ai.usage.input_tokens=16 gen_ai.usage.cache_creation.input_tokens=5"
                + " gen_ai.usage.cache_read.input_tokens=5 gen_ai.usage.output_tokens=11"
                + " gen_ai.usage.reasoning_tokens=4 agw.ai.time_to_first_token=234ms"
                + " agw.ai.time_per_output_token=100.0ms ");
  }

  @Test
  void triesAndTheFailureAreTold() {
    Outcome.Try first =
        new Outcome.Try("anthropic", "api.anthropic.com:443", 529, "upstream_status");
    Outcome.Try second = new Outcome.Try("openai", "api.openai.com:443", 0, "connect_failed");
    Failure failure = new Failure.ConnectFailed("api.openai.com:443", "refused");
    assertThat(text(Told.CHAT.failed(503, failure, first, second).chat()))
        .endsWith(
            " retry.attempt=2 retry.tries=\"anthropic api.anthropic.com:443 529 upstream_status,"
                + " openai api.openai.com:443 connect_failed\" error.code=connect_failed"
                + " error=\"cannot connect to api.openai.com:443: refused\""
                + " reason=UpstreamFailure duration=1234ms\n");
  }

  @Test
  void whatWasDroppedIsTold() {
    assertThat(text(Told.CHAT.dropping("logit_bias", "seed").chat()))
        .contains(" agw.ai.dropped=logit_bias,seed ");
  }

  @Test
  void wordsOfAnUpstreamHeadersAndQueriesAreNotTold() {
    Failure failure = new Failure.UpstreamError(401, "authentication_error", "bad key topsecret");
    assertThat(text(Told.CHAT.failed(401, failure).chat()))
        .contains("error=\"the upstream answered 401 authentication_error\"")
        .doesNotContain("topsecret");
    assertThat(json(Told.CHAT.failed(401, failure).chat()).toString()).doesNotContain("topsecret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # path   | written
          /v1      | /v1
          /a b     | "/a b"
          /a"b     | "/a\\"b"
          /a=b     | "/a=b"
          /a\\b    | "/a\\\\b"
          /\u00e9  | /\u00e9
          """)
  void valuesAreQuotedWhereTheyMust(String path, String written) {
    assertThat(text(Told.CHAT.to(path).plain()))
        .contains(" http.path=" + written + " http.version");
  }

  @ParameterizedTest
  @CsvSource({
    "10, '\\n'",
    "13, '\\r'",
    "9, '\\t'",
    "0, '\\u0000'",
    "27, '\\u001b'",
    "127, '\\u007f'",
    "133, '\\u0085'",
    "8232, '\\u2028'",
    "8238, '\\u202e'"
  })
  void controlCharactersNeverReachTheTerminal(int character, String written) {
    String path = "/a" + (char) character + "request";
    assertThat(text(Told.CHAT.to(path).plain()))
        .contains(" http.path=\"/a" + written + "request\" ")
        .hasLineCount(1);
    assertThat(json(Told.CHAT.to(path).plain()).path("http.path").asString()).isEqualTo(path);
  }

  @Test
  void longValuesAreCut() {
    assertThat(text(Told.CHAT.to("/" + "a".repeat(5000)).plain()))
        .contains("=/" + "a".repeat(1023) + "… ");
  }

  @Test
  void jsonHoldsTheSameFields() {
    JsonNode line = json(Told.CHAT.chat());
    assertThat(line.path("level").asString()).isEqualTo("info");
    assertThat(line.path("time").asString()).isEqualTo("2026-11-25T01:02:03Z");
    assertThat(line.path("scope").asString()).isEqualTo("request");
    assertThat(line.path("http.status").isInt()).isTrue();
    assertThat(line.path("gen_ai.usage.output_tokens").asInt()).isEqualTo(318);
    assertThat(line.path("duration").asString()).isEqualTo("1234ms");
  }

  @Test
  void linesAreDroppedAndCountedWhenNobodyReads() throws InterruptedException {
    CountDownLatch isWriting = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] from, int at, int length) {
            isWriting.countDown();
            awaited(mayGoOn);
            bytes.write(from, at, length);
          }
        };
    try (AccessLog log = AccessLog.open(slow, AccessLog.Format.TEXT, CLOCK, 4)) {
      log.told(Told.CHAT.plain());
      isWriting.await();
      for (int i = 0; i < 6; i++) {
        log.told(Told.CHAT.plain());
      }
      assertThat(log.droppedLines()).isEqualTo(2);
      mayGoOn.countDown();
    }
    assertThat(bytes.toString(UTF_8)).hasLineCount(5);
  }

  @ParameterizedTest
  @CsvSource({"TEXT", "JSON"})
  void aBrokenPipeIsCountedAndEndsNothing(AccessLog.Format format) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    AccessLog log = AccessLog.open(broken, format, CLOCK, 4);
    log.told(Told.CHAT.plain());
    log.close();
    assertThat(log.droppedLines()).isEqualTo(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Outcome outcome) {
    return line(AccessLog.Format.TEXT, outcome);
  }

  private static JsonNode json(Outcome outcome) {
    return JsonMapper.shared().readTree(line(AccessLog.Format.JSON, outcome));
  }

  private static String line(AccessLog.Format format, Outcome outcome) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (AccessLog log = AccessLog.open(bytes, format, CLOCK, 16)) {
      log.told(outcome);
    }
    return bytes.toString(UTF_8);
  }
}
