package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// The parser's complaints in words that help, without the text around them.
final class Syntax {

  private static final Map<String, String> MENDS =
      Map.ofEntries(
          Map.entry("TAB", "indent with spaces"),
          Map.entry("expected '<document start>'", "put a line --- between documents"),
          Map.entry(
              "mapping values are not allowed here",
              "check the indentation, or put a text that holds `: ` in quotes"),
          Map.entry("cannot start any token", "put the text in quotes"),
          Map.entry(
              "could not find expected ':'",
              "check the indentation; a field needs `: ` after its name"),
          Map.entry("found unexpected end of stream", "close the quotes"),
          Map.entry("found unexpected document separator", "close the quotes"),
          Map.entry("unacceptable", "write it as an escape in double quotes"),
          Map.entry("expected <block end>", "check the indentation"),
          Map.entry("expected ',' or '}'", "close the braces"),
          Map.entry("expected ',' or ']'", "close the brackets"));

  private static final List<String> BEGUN =
      List.of("end of stream", "stream end", "document separator", "could not find expected ':'");

  private Syntax() {}

  /// What misses its end is told where it begins.
  static Optional<Mark> mark(MarkedYamlEngineException syntax) {
    String problem = Objects.requireNonNullElse(problem(syntax), "");
    return BEGUN.stream().anyMatch(problem::contains)
        ? syntax.getContextMark().or(syntax::getProblemMark)
        : syntax.getProblemMark().or(syntax::getContextMark);
  }

  static Fault fault(Position at, MarkedYamlEngineException syntax) {
    String problem = Objects.requireNonNullElse(problem(syntax), "not YAML");
    return new Fault(Severity.ERROR, "", at, problem, mend(problem));
  }

  static Fault fault(Position at, ReaderException character) {
    String problem =
        "a character U+%04X (expected: none that is unprintable)"
            .formatted(character.getCodePoint());
    return new Fault(Severity.ERROR, "", at, problem, mend("unacceptable"));
  }

  private static @Nullable String problem(MarkedYamlEngineException syntax) {
    return syntax.getProblem();
  }

  private static String mend(String problem) {
    return MENDS.entrySet().stream()
        .filter(entry -> problem.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst()
        .orElse("");
  }
}
