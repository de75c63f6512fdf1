package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// The parser's complaints in words that help, without the text around them.
final class Syntax {

  private static final Map<String, String> MENDS =
      Map.of(
          "TAB", "indent with spaces",
          "mapping values are not allowed here",
              "check the indentation, or put a text that holds `: ` in quotes",
          "cannot start any token", "put the text in quotes",
          "could not find expected ':'", "check the indentation; a field needs `: ` after its name",
          "found unexpected end of stream", "close the quotes",
          "found unexpected document separator", "close the quotes",
          "unacceptable", "write it as an escape in double quotes",
          "expected <block end>", "check the indentation",
          "expected ',' or '}'", "close the braces",
          "expected ',' or ']'", "close the brackets");

  private Syntax() {}

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
