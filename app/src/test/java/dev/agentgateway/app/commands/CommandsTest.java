package dev.agentgateway.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written            | what is said
          versoin              | unknown command versoin
          vers                 | did you mean version?
          versoin              | did you mean version?
          completoin           | did you mean completion?
          version --ouput json | unknown option --ouput
          version --ouput json | did you mean --output?
          version --ouput=json | did you mean --output?
          version -o xml       | 'xml'
          version more         | unexpected more
          run --map-port 1     | value for option '--map-port'
          xyzzy                | see: agentgateway --help
          completion fish      | 'fish'
          completion           | missing required parameter
          """)
  void wrongUsageIsNamedAndExitsWithTwo(String written, String said) {
    assertThat(run(written.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(said);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatIsFarFromEverythingIsNotGuessed() {
    run("xyzzy");
    assertThat(err.toString()).doesNotContain("did you mean");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("agentgateway: a command is missing");
  }

  @Test
  void theVersionIsATable() {
    assertThat(run("version")).isEqualTo(0);
    assertThat(out.toString().lines())
        .hasSize(2)
        .element(1)
        .asString()
        .matches("agentgateway +\\d+\\.\\d+\\.\\d+\\S* +25\\..*");
  }

  @ParameterizedTest
  @CsvSource({"--version", "-V"})
  void theVersionIsAlsoAnOption(String option) {
    assertThat(Commands.withCommand(option, "-o", "json")).containsExactly("version", "-o", "json");
  }

  @Test
  void theVersionIsJson() {
    assertThat(run("version", "-o", "json")).isEqualTo(0);
    JsonNode row = JsonMapper.shared().readTree(out.toString()).get(0);
    assertThat(row.path("name").asString()).isEqualTo("agentgateway");
    assertThat(row.path("java").asString()).startsWith("25");
  }

  @Test
  void theVersionIsYaml() {
    assertThat(run("version", "-o", "yaml")).isEqualTo(0);
    assertThat(out.toString()).startsWith("- name: agentgateway\n  version: ");
  }

  @ParameterizedTest
  @CsvSource({"--help", "-h", "help"})
  void helpListsTheCommands(String asked) {
    assertThat(run(asked)).isEqualTo(0);
    assertThat(out.toString()).contains("Usage: agentgateway", "version", "completion", "help");
  }

  @ParameterizedTest
  @CsvSource({"help version", "version --help", "version -h"})
  void helpOfACommandListsItsOptions(String asked) {
    assertThat(run(asked.split(" "))).isEqualTo(0);
    assertThat(out.toString()).contains("Usage: agentgateway version", "--output");
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "BASH"})
  void completionIsAScript(String shell) {
    assertThat(run("completion", shell)).isEqualTo(0);
    assertThat(out.toString()).contains("complete -F _complete_agentgateway", "agentgateway");
  }

  private int run(String... args) {
    return Commands.line(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
  }
}
