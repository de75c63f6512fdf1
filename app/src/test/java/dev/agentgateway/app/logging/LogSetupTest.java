package dev.agentgateway.app.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LogSetupTest {

  private static final PrintStream ERR = System.err;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger ours = LoggerFactory.getLogger("dev.agentgateway.app.Something");

  LogSetupTest() {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(ERR);
    LogSetup.talk(LogFormat.TEXT);
  }

  @Test
  void aLineIsTimeLevelAndMessage() {
    LogSetup.talk(LogFormat.TEXT);
    ours.info("loaded {} resources", 3);
    assertThat(lines())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info  loaded 3 resources\n");
  }

  @Test
  void aMessageStaysOnItsLine() {
    LogSetup.talk(LogFormat.TEXT);
    ours.warn("name {}", "a\n2026 error forged\u001b[2J");
    assertThat(lines()).hasLineCount(1).contains("a\\u000a2026 error forged\\u001b[2J");
  }

  @Test
  void jsonIsOneObjectALine() {
    LogSetup.talk(LogFormat.JSON);
    ours.error("it \"broke\"", new IllegalStateException("why"));
    JsonNode line = JsonMapper.shared().readTree(lines());
    assertThat(line.path("level").asString()).isEqualTo("error");
    assertThat(line.path("scope").asString()).isEqualTo("app.Something");
    assertThat(line.path("message").asString()).isEqualTo("it \"broke\"");
    assertThat(line.path("error").asString()).contains("IllegalStateException: why");
  }

  @Test
  void quietIsWarningsOnly() {
    LogSetup.hush(LogFormat.TEXT);
    ours.info("not told");
    ours.warn("told");
    assertThat(lines()).doesNotContain("not told").contains("warn  told");
  }

  @Test
  void librariesTellWarningsOnly() {
    LogSetup.talk(LogFormat.TEXT);
    LoggerFactory.getLogger("io.netty.Something").info("not told");
    assertThat(lines()).isEmpty();
  }

  private String lines() {
    return written.toString(UTF_8);
  }
}
