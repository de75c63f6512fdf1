package dev.agentgateway.app.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The project's classes keep to the rules, and each rule finds the fault that is planted for it.
final class ArchitectureTest {

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.agentgateway");

  private static final Rules RULES = new Rules("dev.agentgateway");

  static Stream<Arguments> rules() {
    return Stream.concat(rules(RULES).stream(), families(RULES)).map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProjectKeepsTo(ArchRule rule) {
    assertThat(rule.evaluate(PROJECT).getFailureReport().getDetails()).isEmpty();
  }

  static Stream<Arguments> faults() {
    Rules planted = new Rules("planted");
    return Stream.of(
        Arguments.of(planted.packagesHaveNoCycles(), "planted.cycle"),
        Arguments.of(planted.membersDoNotKnowEachOther("policies"), "planted.policies"),
        Arguments.of(
            planted.onlyTheseKnow(List.of("regex"), "java.util.regex.."), "planted.library"),
        Arguments.of(planted.pureModulesTouchNothing(), "planted.llm.sockets"),
        Arguments.of(planted.pureModulesTouchNothing(), "planted.llm.files"),
        Arguments.of(planted.pureModulesTouchNothing(), "planted.llm.threads"),
        Arguments.of(planted.pureModulesTouchNothing(), "planted.llm.clocks"),
        Arguments.of(planted.pureModulesTouchNothing(), "planted.llm.logs"),
        Arguments.of(planted.namesSayWhatTheyAre(), "planted.names"),
        Arguments.of(planted.queriesAreNouns(), "planted.names"),
        Arguments.of(planted.classesAreClosed(), "planted.names"));
  }

  @ParameterizedTest
  @MethodSource
  void faults(ArchRule rule, String folder) {
    JavaClasses planted = new ClassFileImporter().importPackages(folder);
    assertThat(planted).isNotEmpty();
    assertThat(rule.evaluate(planted).hasViolation()).isTrue();
  }

  @Test
  void theProjectIsRead() {
    assertThat(PROJECT).hasSizeGreaterThan(50);
  }

  private static List<ArchRule> rules(Rules rules) {
    return List.of(
        rules.packagesHaveNoCycles(),
        rules.onlyTheseKnow(List.of("transport"), "io.netty.."),
        rules.onlyTheseKnow(
            List.of("config", "apiserver"), "org.snakeyaml..", "tools.jackson.dataformat.yaml.."),
        rules.onlyTheseKnow(List.of("expression", "schema", "apiserver"), "dev.cel.."),
        rules.onlyTheseKnow(List.of("telemetry"), "io.prometheus.."),
        rules.onlyTheseKnow(List.of("kubernetes"), "io.fabric8.."),
        rules.onlyTheseKnow(List.of("app"), "picocli..", "ch.qos.logback.."),
        rules.pureModulesTouchNothing(),
        rules.namesSayWhatTheyAre(),
        rules.queriesAreNouns(),
        rules.classesAreClosed());
  }

  private static Stream<ArchRule> families(Rules rules) {
    return Rules.FAMILIES.stream().map(rules::membersDoNotKnowEachOther);
  }
}
