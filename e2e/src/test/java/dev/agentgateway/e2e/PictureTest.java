package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentgateway.testkit.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The picture in the README is of a run as it is today: its start, the request that the README
/// shows, and the answer. Ports are those of a start on a free machine, and the time is left out.
///
/// `UPDATE_GOLDEN=1` takes it anew, as `tools/picture` does.
final class PictureTest {

  private static final Path PICTURE = DocPage.ROOT.resolve("docs/first-answer.svg");
  private static final String README_PORT = ":4000";
  private static final int API_PORT = 16443;

  @TempDir private Path state;

  @Test
  void thePictureShowsWhatHappens() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")), "curl is not installed");
    String picture = taken();
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.writeString(PICTURE, picture);
    }
    assertThat(Files.readString(PICTURE)).isEqualTo(picture);
  }

  private String taken() throws IOException, InterruptedException {
    String request =
        DocPage.read("README.md").blocks().stream()
            .map(DocPage.Block::text)
            .filter(text -> text.startsWith("curl "))
            .findFirst()
            .orElseThrow()
            .strip();
    try (GatewayProcess gateway =
        GatewayProcess.runWithoutFiles(Map.of(), "--state", state.toString(), "--api-port", "0")) {
      gateway.said(line -> line.contains("export KUBECONFIG="));
      String start = asOnAFreeMachine(gateway, gateway.written());
      String answer = ran(request.replace(README_PORT, ":" + gateway.port()));
      return new TerminalPicture()
          .typed("./agentgateway")
          .said(start)
          .blank()
          .typed(request)
          .said(answer)
          .svg("./agentgateway starts without an account, and a fake model answers curl");
    }
  }

  private String asOnAFreeMachine(GatewayProcess gateway, String text) {
    // Lines of the log begin with their time.
    return text.lines()
        .filter(line -> !line.matches("\\d{4}-.*"))
        .collect(Collectors.joining("\n"))
        .replace(":" + gateway.port(), README_PORT)
        .replace(":" + gateway.metricsPort(), ":15020")
        .replace(":" + gateway.adminPort(), ":15000")
        .replaceAll("API on (https?://[^ :]+):\\d+", "API on $1:" + API_PORT)
        .replace(state.toAbsolutePath().toString(), "$HOME/.local/state/agentgateway");
  }

  private static String ran(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out.replaceAll("\"created\":\\d+", "\"created\":1767225600").replaceAll("\n\n+", "\n");
  }
}
