package dev.agentgateway.config.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of every kind of trouble, and what is read of each: `read.txt` beside them.
/// `UPDATE_GOLDEN=1` writes it anew.
class YamlCorpusTest {

  private static final Path CORPUS = Path.of("src/test/corpus/yaml");
  private static final Path READ = Path.of("src/test/corpus/yaml.txt");

  @Test
  void eachFileIsReadAsBefore() throws IOException {
    StringBuilder read = new StringBuilder();
    for (Path file : files().toList()) {
      read.append("# ").append(file.getFileName()).append('\n');
      Documents documents = YamlReader.read("f", Files.readAllBytes(file));
      documents.documents().forEach(it -> read.append(told(it)).append('\n'));
      if (!documents.faults().isEmpty()) {
        read.append(YamlReaderTest.told(documents.faults())).append('\n');
      }
    }
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.writeString(READ, read);
    }
    assertThat(read.toString()).isEqualTo(Files.readString(READ));
  }

  /// Bytes lost, doubled, changed: reading ends, and every fault has a place in the file.
  @ParameterizedTest
  @MethodSource("files")
  void noBytesBreakTheReader(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(bytes.length);
    for (int i = 0; i < 60; i++) {
      byte[] mutant = mutant(bytes, random);
      long lines = 1 + lines(mutant);
      for (Fault fault : YamlReader.read("f", mutant).faults()) {
        Position at = fault.at();
        assertThat(at.line()).isBetween(1, (int) lines + 1);
        assertThat(at.column()).isPositive();
        assertThat(fault.message()).isNotBlank();
      }
    }
  }

  private static long lines(byte[] bytes) {
    long lines = 0;
    for (byte each : bytes) {
      if (each == '\n' || each == '\r') {
        lines++;
      }
      // NEL, LS and PS end lines too, for the parser.
      if (each == (byte) 0x85 || each == (byte) 0xa8 || each == (byte) 0xa9) {
        lines++;
      }
    }
    return lines;
  }

  private static byte[] mutant(byte[] bytes, Random random) {
    byte[] mutant = bytes.clone();
    if (mutant.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(mutant.length);
    switch (random.nextInt(4)) {
      case 0 -> mutant[at] = (byte) random.nextInt(256);
      case 1 -> mutant[at] = (byte) "{}[]&*!|>'\"%@`-:?,#\t\n <".charAt(random.nextInt(23));
      case 2 -> mutant = java.util.Arrays.copyOf(mutant, at);
      default ->
          System.arraycopy(
              bytes, 0, mutant, at, Math.min(mutant.length - at, 1 + random.nextInt(20)));
    }
    return mutant;
  }

  private static String told(Document document) {
    String fields =
        document.root().fields().stream()
            .map(it -> it.name() + "@" + it.at().line() + ":" + it.at().column())
            .limit(12)
            .collect(Collectors.joining(" "));
    return "%s %s/%s %s: %s"
        .formatted(
            document.kind(), document.namespace(), document.name(), place(document.at()), fields);
  }

  private static String place(Position at) {
    return at.line() + ":" + at.column();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> sorted = files.sorted().toList();
      return sorted.stream();
    }
  }
}
