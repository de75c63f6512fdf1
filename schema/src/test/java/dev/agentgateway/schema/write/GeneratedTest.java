package dev.agentgateway.schema.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentgateway.schema.MemberTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedTest {

  private static final Path GOLDEN = Path.of("src/test/golden");

  private static final KindDoc KIND =
      KindDoc.of("example.dev", List.of("v1", "v1alpha1"), "Sample", Sample.class)
          .withShortNames("smp")
          .withCategories("agentgateway")
          .withLabels(Map.of("gateway.networking.k8s.io/policy", "Direct"))
          .withColumns(
              KindDoc.Column.condition("Accepted", ".status.conditions"), KindDoc.Column.AGE);

  private static final MemberTable TABLE =
      new MemberTable(
          Map.of("Sample.traffic", Map.of("aliases", Sample.Aliases.class)),
          Map.of("Sample.traffic", List.of("csrf")));

  private static final Descriptions DESCRIPTIONS =
      new Descriptions(List.of(Path.of("src/test/java"), Path.of("src/main/java")));

  @Test
  void filesAreAsCommitted() throws IOException {
    Generated generated = Generated.of(List.of(KIND), TABLE, DESCRIPTIONS);
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      generated.write(GOLDEN);
    }
    assertThat(generated.stale(GOLDEN)).isEmpty();
  }

  @Test
  void staleFilesAreNamed(@TempDir Path folder) throws IOException {
    Generated generated = new Generated(Map.of("crds/a.yaml", "a", "json/b.json", "b"));
    generated.write(folder);
    assertThat(generated.stale(folder)).isEmpty();
    Files.writeString(folder.resolve("crds/a.yaml"), "other");
    Files.delete(folder.resolve("json/b.json"));
    Files.writeString(folder.resolve("left"), "over");
    assertThat(generated.stale(folder)).containsExactly("crds/a.yaml", "json/b.json", "left");
    generated.write(folder);
    assertThat(generated.stale(folder)).isEmpty();
  }

  @Test
  void foreignKindsHaveNoCrd() {
    Generated generated = Generated.of(List.of(KIND.foreign()), TABLE, DESCRIPTIONS);
    assertThat(generated.files().keySet())
        .containsExactly(
            "json/resources.json",
            "json/samples.example.dev.json",
            "reference/samples.example.dev.md");
  }

  @Test
  void aKindHasAVersion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KindDoc.of("g", List.of(), "Sample", Sample.class))
        .withMessage("Sample: no versions (expected: one or more)");
  }

  @Test
  void whatHasNoSourceIsOurMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Descriptions(List.of(GOLDEN)).of(Sample.class))
        .withMessageContaining("Sample.java");
  }

  @ParameterizedTest
  @CsvSource({
    "AgentgatewayPolicy,agentgatewaypolicies",
    "Gateway,gateways",
    "GatewayClass,gatewayclasses",
    "Backend,backends",
    "AgentgatewayParameters,agentgatewayparameters"
  })
  void pluralsAreFormed(String kind, String plural) {
    assertThat(KindDoc.of("g", List.of("v1"), kind, Sample.class).plural()).isEqualTo(plural);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text    | text
          yes     | "yes"
          5       | "5"
          a: b    | "a: b"
          a#b     | "a#b"
          -       | "-"
          "q"\\   | "\\"q\\"\\\\"
          ``      | ""
          """)
  void textsStayTextsInYaml(String text, String yaml) {
    assertThat(Text.yaml(text)).isEqualTo(yaml + "\n");
  }
}
