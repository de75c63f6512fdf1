package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `agentgateway connect` points tools here, in a home of its own.
final class ConnectTest {

  @TempDir private Path home;

  private record Ended(int code, String said) {}

  private Ended connect(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("connect"));
    all.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "XDG_CONFIG_HOME",
            "",
            "CLAUDE_CONFIG_DIR",
            "",
            "CODEX_HOME",
            "");
    GatewayProcess process = GatewayProcess.start(environment, all);
    int code = process.awaitExit();
    return new Ended(code, process.written());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-code | export ANTHROPIC_BASE_URL=http://127.0.0.1:4000",
        "claude-code | export ANTHROPIC_AUTH_TOKEN=agentgateway",
        "openai | export OPENAI_BASE_URL=http://127.0.0.1:4000/v1",
        "anthropic | export ANTHROPIC_BASE_URL=http://127.0.0.1:4000",
        "codex | base_url = \"http://127.0.0.1:4000/v1\"",
        "opencode | \"baseURL\": \"http://127.0.0.1:4000/v1\""
      })
  void linesAreShown(String tool, String line) throws Exception {
    Ended ended = connect(tool);
    assertThat(ended.code()).isZero();
    assertThat(ended.said()).contains(line).doesNotContain("@URL@");
    assertThat(files()).isEmpty();
  }

  @Test
  void anotherAddressIsTaken() throws Exception {
    assertThat(connect("claude-code", "--url", "http://127.0.0.1:4001").said())
        .contains("export ANTHROPIC_BASE_URL=http://127.0.0.1:4001\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emacs | emacs: no tool that is known (expected: claude-code, codex, opencode",
        "claude-code --url http://x;rm | --url: http://x;rm (expected: http://HOST:PORT)",
        "claude-code --url $(id) | --url: $(id) (expected"
      })
  void wrongUsageIsNamed(String written, String said) throws Exception {
    Ended ended = connect(written.split(" ", -1));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void whatHasNoSettingsFileSaysSo(String tool) throws Exception {
    Ended ended = connect(tool, "--write");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains(tool + " has no settings file");
  }

  @Test
  void settingsAreMadeWhereThereAreNone() throws Exception {
    Ended ended = connect("claude-code", "--write");
    Path file = home.resolve(".claude/settings.json");
    assertThat(ended.code()).isZero();
    assertThat(ended.said()).contains("Wrote " + file, "It was not there before.");
    JsonNode env = JsonMapper.shared().readTree(Files.readString(file)).path("env");
    assertThat(env.path("ANTHROPIC_BASE_URL").stringValue()).isEqualTo("http://127.0.0.1:4000");
    assertThat(connect("claude-code", "--write").said()).contains("already points here");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void settingsAreMergedAndKept() throws Exception {
    Path file = write(".claude/settings.json", "{\"model\":\"opus\",\"env\":{\"A\":\"b\"}}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Ended ended = connect("claude-code", "--write");
    assertThat(ended.code()).isZero();
    JsonNode now = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(now.path("model").stringValue()).isEqualTo("opus");
    assertThat(now.path("env").path("A").stringValue()).isEqualTo("b");
    assertThat(now.path("env").path("ANTHROPIC_AUTH_TOKEN").stringValue())
        .isEqualTo("agentgateway");
    Path backup = home.resolve(".claude/settings.json.before-agentgateway-1");
    assertThat(ended.said()).contains(backup.toString());
    assertThat(Files.readString(backup)).isEqualTo("{\"model\":\"opus\",\"env\":{\"A\":\"b\"}}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void tablesArePutAtTheEnd() throws Exception {
    Path file = write(".codex/config.toml", "model = \"o3\" # mine\n\n[history]\nmax = 1");
    assertThat(connect("codex", "--write").code()).isZero();
    assertThat(Files.readString(file))
        .startsWith(
            "model = \"o3\" # mine\n\n[history]\nmax = 1\n\n[model_providers.agentgateway]\n");
    assertThat(connect("codex", "--write").said()).contains("already points here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-code | .claude/settings.json | {\"a\":1, // why | is no JSON, see line 1",
        "claude-code | .claude/settings.json | {\"a\":1,\"a\":2} | is no JSON",
        "claude-code | .claude/settings.json | {} {} | is no JSON",
        "claude-code | .claude/settings.json | [] | is no JSON object",
        "claude-code | .claude/settings.json | {\"env\":\"x\"} | env is no object",
        "opencode | .config/opencode/opencode.json | {\"provider\":[]} | provider is no object",
        "codex | .codex/config.toml | what is this | line 1 is more than a table",
        "codex | .codex/config.toml | text = \"\"\"a | line 1 is more than a table",
        "codex | .codex/config.toml | [model_providers.agentgateway] | line 1 already says",
        "codex | .codex/config.toml | [profiles.'agentgateway'] | line 1 already says",
        "codex | .codex/config.toml | model_providers = {} | line 1 already says"
      })
  void whatIsNotUnderstoodIsLeftAlone(String tool, String path, String text, String said)
      throws Exception {
    Path file = write(path, text);
    Ended ended = connect(tool, "--write");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains(file.toString(), said, "nothing was written");
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void whatIsNoTextIsLeftAlone() throws Exception {
    Path file = write(".claude/settings.json", "");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
    Ended ended = connect("claude-code", "--write");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("is no UTF-8 text");
  }

  private Path write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
