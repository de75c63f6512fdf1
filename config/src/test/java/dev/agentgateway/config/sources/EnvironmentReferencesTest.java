package dev.agentgateway.config.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.schema.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentReferencesTest {

  private static final EnvironmentReferences REFERENCES =
      new EnvironmentReferences(Map.of("KEY", "s3cret", "K_2", "two", "EMPTY", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written     | read
          $KEY          | s3cret
          ${KEY}        | s3cret
          Bearer $KEY   | Bearer s3cret
          ${KEY}-$K_2.  | s3cret-two.
          $$KEY         | $KEY
          $$$KEY        | $s3cret
          a$            | a$
          $1 $- $.      | $1 $- $.
          plain         | plain
          """)
  void referencesAreReplaced(String written, String read) {
    Documents documents = resolve("stringData: {Authorization: '" + written + "'}");
    assertThat(documents.faults()).isEmpty();
    Node data = documents.documents().getFirst().root().find("stringData");
    assertThat(((Node.Fields) data).fields().getFirst().value())
        .isInstanceOfSatisfying(Node.Text.class, text -> assertThat(text.value()).isEqualTo(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written   | fault
          $NONE       | 4:18 ERROR stringData.Authorization: Secret a: NONE is not set in the environment; export NONE, or write $$ for a $
          x ${NONE} y | 4:18 ERROR stringData.Authorization: Secret a: NONE is not set in the environment; export NONE, or write $$ for a $
          ${          | 4:18 ERROR stringData.Authorization: Secret a: ${ without a name and }; write ${NAME}, or $${ for the text
          ${A-B}      | 4:18 ERROR stringData.Authorization: Secret a: ${ without a name and }; write ${NAME}, or $${ for the text
          """)
  void whatIsNotSetLeavesTheSecretOut(String written, String fault) {
    Documents documents = resolve("stringData:\n  Authorization: '" + written + "'");
    assertThat(YamlReaderTest.told(documents.faults())).isEqualTo(fault.replace("4:", "5:"));
    assertThat(documents.documents()).isEmpty();
  }

  @Test
  void anEmptyOneIsAWarning() {
    Documents documents = resolve("stringData: {a: $EMPTY}");
    assertThat(documents.documents()).hasSize(1);
    assertThat(YamlReaderTest.told(documents.faults()))
        .isEqualTo(
            "4:17 WARNING stringData.a: Secret a: EMPTY is empty in the environment; export EMPTY,"
                + " or write $$ for a $");
  }

  @Test
  void nothingElseIsReplaced() {
    Documents read =
        YamlReader.read(
            "f",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: $NONE}
            stringData: {a: $NONE}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: b}
            data: {a: $NONE}
            """);
    assertThat(REFERENCES.resolve(read)).isEqualTo(read);
  }

  private static Documents resolve(String data) {
    return REFERENCES.resolve(
        YamlReader.read("f", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n" + data));
  }
}
