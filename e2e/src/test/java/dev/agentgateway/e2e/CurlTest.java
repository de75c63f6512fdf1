package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The curl that people have, with and without `-N`.
final class CurlTest {

  private static final String COMPLETIONS = "/v1/chat/completions";

  private static ClientLab lab;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assumeTrue(isInstalled(), "curl is not installed");
    lab = ClientLab.start();
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # vendor  | path                 | streamed | options         | last line
          OPENAI    | /v1/chat/completions | false    | -s              |
          OPENAI    | /v1/chat/completions | true     | -sN             | data: [DONE]
          OPENAI    | /v1/chat/completions | true     | -s              | data: [DONE]
          OPENAI    | /v1/messages         | true     | -sN             | data: {"type":"message_stop"}
          ANTHROPIC | /v1/chat/completions | false    | -s              |
          ANTHROPIC | /v1/chat/completions | true     | -sN             | data: [DONE]
          ANTHROPIC | /v1/messages         | true     | -sN             | data: {"type":"message_stop"}
          ANTHROPIC | /v1/messages         | true     | -s              | data: {"type":"message_stop"}
          ANTHROPIC | /v1/messages         | true     | -s --compressed | data: {"type":"message_stop"}
          """)
  void anAnswerIsWhole(
      Vendor vendor, String path, boolean isStreamed, String options, String lastLine)
      throws IOException, InterruptedException {
    Process curl = curl(vendor, path, chat("fake-echo", isStreamed), options.split(" ", -1));
    String out = new String(curl.getInputStream().readAllBytes(), UTF_8);
    assertThat(curl.waitFor()).isZero();
    assertThat(out).contains("Hello");
    if (lastLine != null) {
      assertThat(out.strip().lines().reduce("", (_, line) -> line)).isEqualTo(lastLine);
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void piecesComeAsTheyAreMadeAndLeavingIsSeen(Vendor vendor)
      throws IOException, InterruptedException {
    Process curl = curl(vendor, COMPLETIONS, chat("fake-endless", true), "-sN");
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(curl.getInputStream(), UTF_8))) {
      for (int i = 0; i < 5; i++) {
        assertThat(out.readLine()).isNotNull();
      }
      curl.destroy();
    }
    curl.waitFor();
    assertThat(lab.latest(vendor).awaitLeft(Duration.ofSeconds(5))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"fake-429, 22", "fake-400, 22", "fake-cut, 18", "fake-echo, 0"})
  void aRefusalHasItsExitCodeAndItsBody(String model, int exitCode)
      throws IOException, InterruptedException {
    for (Vendor vendor : Vendor.values()) {
      Process curl = curl(vendor, COMPLETIONS, chat(model, true), "-sN", "--fail-with-body");
      String out = new String(curl.getInputStream().readAllBytes(), UTF_8);
      assertThat(curl.waitFor()).as("%s", vendor).isEqualTo(exitCode);
      assertThat(out.contains("\"error\"")).as(out).isEqualTo(!model.equals("fake-echo"));
    }
  }

  /// For a body of this size curl asks first whether it is wanted (`Expect: 100-continue`).
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aLargeBodyIsTaken(Vendor vendor) throws IOException, InterruptedException {
    String words = "word ".repeat(500_000);
    Path body = folder.resolve("body.json");
    Files.writeString(body, chat("fake-vision", false).replace("Hello", words));
    long start = System.nanoTime();
    Process curl = curl(vendor, COMPLETIONS, "@" + body, "-s", "-H", "expect: 100-continue");
    String out = new String(curl.getInputStream().readAllBytes(), UTF_8);
    assertThat(curl.waitFor()).isZero();
    assertThat(out).contains("There is no image.");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static String chat(String model, boolean isStreamed) {
    return """
    {"model":"%s","max_tokens":50,"stream":%s,"messages":[{"role":"user","content":"Hello"}]}\
    """
        .formatted(model, isStreamed);
  }

  private static Process curl(Vendor vendor, String path, String body, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("curl"));
    command.addAll(List.of(options));
    command.addAll(List.of("--max-time", "30", lab.url(vendor) + path, "-d", body));
    Stream.of("content-type: application/json", "anthropic-version: 2023-06-01")
        .forEach(header -> command.addAll(List.of("-H", header)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
