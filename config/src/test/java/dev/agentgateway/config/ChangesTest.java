package dev.agentgateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was read for the compilation before never shows: after any change the outcome is that of a
/// compilation that remembers the resources in force and no reading.
class ChangesTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final int STEPS = 40;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyChangeComesToWhatReadingEverythingAnewComesTo(String name) throws IOException {
    Documents written = read(GOLDEN.resolve(name).resolve("in.yaml"));
    List<Document> others = new ArrayList<>(written.documents());
    Path before = GOLDEN.resolve(name).resolve("before.yaml");
    if (Files.exists(before)) {
      others.addAll(read(before).documents());
    }
    Random random = new Random(name.hashCode());
    List<Document> present = new ArrayList<>(written.documents());
    Compiled remembering = Compiled.NOTHING;
    for (int step = 0; step < STEPS; step++) {
      Documents documents = new Documents(present, written.faults());
      Compiled forgetful = withoutReadings(remembering);
      remembering = Configuration.compile(documents, Options.DEFAULT, remembering);
      assertSame(Configuration.compile(documents, Options.DEFAULT, forgetful), remembering);
      change(present, others, random);
    }
  }

  @Test
  void oneChangedDocumentIsTheOnlyOneRead() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      documents.add(route(i, "/r" + i));
    }
    Compiled first = compile(documents, Compiled.NOTHING);
    assertEquals(300, first.readings().fresh());
    documents.set(7, route(7, "/other"));
    Compiled edited = compile(documents, first);
    assertEquals(1, edited.readings().fresh());
    documents.add(route(300, "/more"));
    Compiled added = compile(documents, edited);
    assertEquals(1, added.readings().fresh());
    Document gone = documents.removeFirst();
    Compiled removed = compile(documents, added);
    assertEquals(0, removed.readings().fresh());
    documents.addFirst(gone);
    assertEquals(1, compile(documents, removed).readings().fresh(), "what is gone is not held");
  }

  @Test
  void aDocumentIsReadAgainWhereItsNamespaceIsAnother() {
    List<Document> documents = List.of(route(1, "/r1"));
    Compiled first = compile(documents, Compiled.NOTHING);
    Compiled moved =
        Configuration.compile(
            new Documents(documents, List.of()), Options.DEFAULT.withNamespace("other"), first);
    assertEquals(1, moved.readings().fresh());
    assertEquals("other", moved.statuses().getFirst().resource().namespace());
  }

  private static Compiled compile(List<Document> documents, Compiled before) {
    return Configuration.compile(new Documents(documents, List.of()), Options.DEFAULT, before);
  }

  private static Document route(int number, String path) {
    return YamlReader.read(
            "routes.yaml",
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r%d}
            spec:
              parentRefs: [{name: gw}]
              rules: [{matches: [{path: {value: %s}}]}]
            """
                .formatted(number, path))
        .documents()
        .getFirst();
  }

  private static void change(List<Document> present, List<Document> others, Random random) {
    if (present.isEmpty() || random.nextInt(3) == 0) {
      present.add(random.nextInt(present.size() + 1), others.get(random.nextInt(others.size())));
    } else if (random.nextBoolean()) {
      present.remove(random.nextInt(present.size()));
    } else {
      present.set(random.nextInt(present.size()), others.get(random.nextInt(others.size())));
    }
  }

  private static Compiled withoutReadings(Compiled compiled) {
    return new Compiled(
        compiled.snapshot(),
        compiled.problems(),
        compiled.statuses(),
        compiled.resources(),
        Compiled.NOTHING.readings());
  }

  private static void assertSame(Compiled expected, Compiled actual) {
    assertEquals(SnapshotDump.yaml(expected.snapshot()), SnapshotDump.yaml(actual.snapshot()));
    assertEquals(expected.problems(), actual.problems());
    assertEquals(expected.statuses(), actual.statuses());
  }

  private static Documents read(Path file) throws IOException {
    return YamlReader.read("in.yaml", Files.readAllBytes(file));
  }
}
