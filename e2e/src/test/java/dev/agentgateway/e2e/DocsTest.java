package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.commands.Commands;
import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.sources.YamlReader;
import dev.agentgateway.schema.Fault.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What the documentation shows can be used as it stands.
final class DocsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|`)\\./agentgateway((?: [^`|>&\\n]+)?)(?: >[^\\n]*)?(?:`|$)");

  static List<DocPage> pages() {
    return DocPage.all();
  }

  static Stream<DocPage.Block> yamlBlocks() {
    return DocPage.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals("yaml"));
  }

  @ParameterizedTest
  @MethodSource("yamlBlocks")
  void everyBlockOfYamlIsRead(DocPage.Block block) {
    Compiled compiled =
        Configuration.compile(
            YamlReader.read("page", block.text().getBytes(UTF_8)), Options.DEFAULT, null);
    List<Problem> faults =
        compiled.problems().stream()
            .filter(problem ->
                problem.severity() == Severity.ERROR && problem.reason().equals("Invalid"))
            .toList();
    assertThat(faults).isEmpty();
    assertThat(compiled.statuses()).isNotEmpty();
  }

  @Test
  void theModelsOfTheFirstAnswerHaveNoProblem() {
    String yaml = DocPage.read("docs/first-answer.md").yaml("", "");
    Compiled compiled =
        Configuration.compile(YamlReader.read("page", yaml.getBytes(UTF_8)), Options.DEFAULT, null);
    assertThat(compiled.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsOne(DocPage page) throws Exception {
    Matcher commands = COMMAND.matcher(Files.readString(page.file()));
    while (commands.find()) {
      List<String> words = new ArrayList<>();
      Arrays.stream(commands.group(1).strip().split("\\s+", -1))
          .filter(word -> !word.isEmpty())
          .forEach(words::add);
      CommandLine line =
          Commands.line(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
      line.parseArgs(Commands.withCommand(words.toArray(String[]::new)));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(DocPage page) throws Exception {
    Matcher links = LINK.matcher(Files.readString(page.file()));
    Path folder = page.file().getParent();
    List<String> broken = new ArrayList<>();
    while (links.find()) {
      if (!Files.exists(folder.resolve(links.group(1)))) {
        broken.add(links.group(1));
      }
    }
    assertThat(broken).isEmpty();
  }
}
