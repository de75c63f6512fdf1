package dev.agentgateway.llm.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of the corpus, whole and in every cut, gives the same events and no surprise.
final class SseCorpusTest {

  private static final Path CORPUS = Path.of("src/test/corpus/sse");
  private static final int LIMIT = 4_000;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aCutChangesNothing(Path file) throws IOException {
    byte[] stream = Files.readAllBytes(file);
    Outcome whole = read(stream, stream.length + 1, new Random(0));
    assertThat(read(stream, 1, new Random(0))).isEqualTo(whole);
    Random random = new Random(file.getFileName().toString().hashCode());
    for (int round = 0; round < 50; round++) {
      assertThat(read(stream, 1 + random.nextInt(40), random)).isEqualTo(whole);
    }
    for (int cut = 0; cut <= Math.min(stream.length, 500); cut++) {
      SseReader reader = new SseReader(LIMIT);
      List<SseEvent> events = new ArrayList<>(reader.on(ByteBuffer.wrap(stream, 0, cut)));
      events.addAll(reader.on(ByteBuffer.wrap(stream, cut, stream.length - cut)));
      assertThat(events).isEqualTo(whole.events());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatWasReadCanBeWrittenAndReadAgain(Path file) throws IOException {
    List<SseEvent> events = new SseReader().on(Files.readAllBytes(file));
    SseWriter writer = new SseWriter();
    events.forEach(writer::event);
    assertThat(new SseReader().on(writer.take())).isEqualTo(events);
  }

  @Test
  void anyBytesAreTaken() throws IOException {
    Random random = new Random(7);
    List<Path> files = files();
    for (int round = 0; round < 2_000; round++) {
      byte[] stream = Files.readAllBytes(files.get(round % files.size()));
      for (int i = 0; i < stream.length / 20 + 1 && stream.length > 0; i++) {
        stream[random.nextInt(stream.length)] =
            (byte) "\n\r:da \0\u00ef\u00bb\u00bf".charAt(random.nextInt(10));
      }
      Outcome whole = read(stream, stream.length + 1, random);
      assertThat(read(stream, 7, random)).isEqualTo(whole);
    }
  }

  private record Outcome(List<SseEvent> events, boolean isMidEvent, boolean isFailed) {}

  private static Outcome read(byte[] stream, int lengthMax, Random random) {
    SseReader reader = new SseReader(LIMIT);
    List<SseEvent> events = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      int length = Math.min(1 + random.nextInt(lengthMax), stream.length - at);
      events.addAll(reader.on(ByteBuffer.wrap(stream, at, length)));
      at += length;
    }
    return new Outcome(
        events, reader.failure() == null && reader.isMidEvent(), reader.failure() != null);
  }
}
