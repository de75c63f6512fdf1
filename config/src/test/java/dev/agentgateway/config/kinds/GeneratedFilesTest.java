package dev.agentgateway.config.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.schema.rule.Rules;
import dev.agentgateway.schema.write.Descriptions;
import dev.agentgateway.schema.write.Generated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `schema/generated` against the records: CRDs, JSON Schemas, reference pages.
/// `UPDATE_GOLDEN=1` writes it anew.
class GeneratedFilesTest {

  private static final Path FOLDER = Path.of("../schema/generated");

  private static final Descriptions DESCRIPTIONS =
      new Descriptions(
          Stream.of("schema", "http", "llm", "policy", "config")
              .map(module -> Path.of("..", module, "src/main/java"))
              .toList());

  private static final Generated GENERATED =
      Generated.of(KindDocs.ALL, Families.members(), DESCRIPTIONS);

  @Test
  void filesAreAsTheRecordsSay() throws IOException {
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      GENERATED.write(FOLDER);
    }
    assertThat(GENERATED.stale(FOLDER)).isEmpty();
  }

  /// A rule beyond the small part of CEL costs every start the time to load all of it.
  @Test
  void rulesAreInTheSmallPartOfCel() {
    List<String> rules =
        GENERATED.files().entrySet().stream()
            .filter(file -> file.getKey().startsWith("crds/"))
            .flatMap(file -> file.getValue().lines())
            .map(String::strip)
            .filter(line -> line.startsWith("rule: "))
            .map(line -> line.substring("rule: ".length()))
            .map(line -> line.startsWith("\"") ? line.substring(1, line.length() - 1) : line)
            .map(line -> line.replace("\\\"", "\"").replace("\\\\", "\\"))
            .distinct()
            .toList();
    assertThat(rules).isNotEmpty().allMatch(Rules::isSmall);
  }
}
