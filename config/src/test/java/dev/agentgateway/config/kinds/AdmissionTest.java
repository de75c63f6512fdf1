package dev.agentgateway.config.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.read.Mode;
import dev.agentgateway.schema.read.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Read strictly, our kinds are taken and refused as an API server does with their CRDs. The files
/// were put to one, of version 1.36, and agreed document by document.
class AdmissionTest {

  private static final Path FOLDER = Path.of("src/test/admission");

  static Stream<Arguments> accepted() throws IOException {
    return documents("accepted.yaml");
  }

  static Stream<Arguments> refused() throws IOException {
    return documents("refused.yaml");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource
  void accepted(String name, String kind, Document document) {
    assertThat(faults(document)).as("%s %s", kind, name).isEmpty();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource
  void refused(String name, String kind, Document document) {
    List<Fault> faults = faults(document);
    assertThat(faults).as("%s %s", kind, name).anyMatch(it -> it.severity() == Severity.ERROR);
    assertThat(faults)
        .allMatch(it -> it.path().startsWith("spec"))
        .allMatch(it -> it.at().source().equals("refused.yaml"));
  }

  private static List<Fault> faults(Document document) {
    String group = document.apiVersion().substring(0, document.apiVersion().indexOf('/'));
    Kind<?> kind = Objects.requireNonNull(Kinds.find(new GroupKind(group, document.kind())));
    List<Node.Field> own =
        document.root().fields().stream()
            .filter(it -> !Set.of("apiVersion", "kind", "metadata").contains(it.name()))
            .toList();
    return RecordSchema.of(kind.type(), Families.members())
        .read(new Node.Fields(document.at(), own), Mode.STRICT)
        .faults();
  }

  private static Stream<Arguments> documents(String file) throws IOException {
    Documents read = YamlReader.read(file, Files.readAllBytes(FOLDER.resolve(file)));
    assertThat(read.faults()).isEmpty();
    return read.documents().stream().map(it -> Arguments.of(it.name(), it.kind(), it));
  }
}
