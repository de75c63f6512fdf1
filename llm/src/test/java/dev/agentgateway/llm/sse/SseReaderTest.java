package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SseReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # stream                               | events                | is mid event
          data: a~~                              | [null/a]              | false
          data:a~~                               | [null/a]              | false
          data:  a~~                             | [null/ a]             | false
          data: a^^                              | [null/a]              | false
          data: a^~^~                            | [null/a]              | false
          data: a~data: b~~                      | [null/a~b]            | false
          data~~                                 | [null/]               | false
          data: a~~data: b~~                     | [null/a, null/b]      | false
          event: x~data: a~~                     | [x/a]                 | false
          event:x~data:a~~                       | [x/a]                 | false
          data: a~event: x~~data: b~~            | [x/a, null/b]         | false
          event:~data: a~~                       | [null/a]              | false
          : hello~data: a~~                      | [null/a]              | false
          : hello~~                              | []                    | false
          : hel                                  | []                    | false
          retry: 5~other: z~data: a~~            | [null/a]              | false
          ~~~data: a~~                           | [null/a]              | false
          data: [DONE]~~                         | [null/[DONE]]         | false
          data: a: b~~                           | [null/a: b]           | false
          event: x~~                             | []                    | false
          event: x~                              | []                    | true
          data: a                                | []                    | true
          data: a~                               | []                    | true
          data: a~~data: b~                      | [null/a]              | true
          da                                     | []                    | true
          -                                      | []                    | false
          """)
  void eventsAreFoundByTheGrammar(String written, String events, boolean isMidEvent) {
    byte[] stream =
        (written == null ? "" : written).replace('~', '\n').replace('^', '\r').getBytes(UTF_8);
    SseReader reader = new SseReader();
    List<String> found = new ArrayList<>();
    for (SseEvent event : reader.on(stream)) {
      found.add(event.name() + "/" + event.data());
    }
    assertThat(found.toString().replace('\n', '~')).isEqualTo(events);
    assertThat(reader.isMidEvent()).isEqualTo(isMidEvent);
    assertThat(reader.failure()).isNull();
  }

  @Test
  void anIdBelongsToItsEventOnly() {
    assertThat(new SseReader().on("id: 7\ndata: a\n\ndata: b\n\n".getBytes(UTF_8)))
        .containsExactly(new SseEvent(null, "a", "7"), new SseEvent(null, "b", null));
  }

  @Test
  void aByteOrderMarkIsSkippedOnlyAtTheStart() {
    byte[] stream = "\uFEFFdata: a\n\n\uFEFFdata: b\n\n".getBytes(UTF_8);
    assertThat(new SseReader().on(stream)).containsExactly(new SseEvent(null, "a", null));
    assertThat(each(stream)).containsExactly(new SseEvent(null, "a", null));
  }

  @Test
  void piecesMayBeCutAnywhereEvenInsideACharacter() {
    byte[] stream =
        "\uFEFFevent: é\r\ndata: 世界 🌍\rdata: zwei\n: ping\n\r\ndata: x\r\r".getBytes(UTF_8);
    List<SseEvent> whole = new SseReader().on(stream);
    assertThat(whole)
        .containsExactly(new SseEvent("é", "世界 🌍\nzwei", null), new SseEvent(null, "x", null));
    assertThat(each(stream)).isEqualTo(whole);
    Random random = new Random(42);
    for (int round = 0; round < 500; round++) {
      assertThat(split(stream, random)).isEqualTo(whole);
    }
  }

  @Test
  void aPieceKeepsItsPosition() {
    ByteBuffer piece = ByteBuffer.allocateDirect(64).put("xxdata: a\n\n".getBytes(UTF_8)).flip();
    piece.position(2);
    assertThat(new SseReader().on(piece)).containsExactly(new SseEvent(null, "a", null));
    assertThat(piece.position()).isEqualTo(2);
    assertThat(piece.remaining()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"14, 1, true", "15, 3, false"})
  void anEventPastTheLimitIsAFailureHoweverItIsCut(int limit, int size, boolean isTooLarge) {
    byte[] stream = "data: 1\n\ndata: 01234\ndata: 567\n\ndata: z\n\n".getBytes(UTF_8);
    SseReader whole = new SseReader(limit - 1);
    List<SseEvent> events = whole.on(stream);
    SseReader cut = new SseReader(limit - 1);
    List<SseEvent> cutEvents = new ArrayList<>();
    for (byte b : stream) {
      cutEvents.addAll(cut.on(new byte[] {b}));
    }
    assertThat(events).hasSize(size);
    assertThat(cutEvents).isEqualTo(events);
    assertThat(whole.failure() != null).isEqualTo(isTooLarge);
    assertThat(cut.failure()).isEqualTo(whole.failure());
  }

  @Test
  void nothingIsTakenAfterAFailure() {
    SseReader reader = new SseReader(10);
    assertThat(reader.on("data: a\n\ndata: 0123456789\n\n".getBytes(UTF_8))).hasSize(1);
    assertThat(reader.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
    assertThat(reader.on("data: a\n\n".getBytes(UTF_8))).isEmpty();
  }

  private static List<SseEvent> each(byte[] stream) {
    SseReader reader = new SseReader();
    List<SseEvent> events = new ArrayList<>();
    for (byte b : stream) {
      events.addAll(reader.on(new byte[] {b}));
    }
    return events;
  }

  private static List<SseEvent> split(byte[] stream, Random random) {
    SseReader reader = new SseReader();
    List<SseEvent> events = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      int length = Math.min(random.nextInt(12), stream.length - at);
      events.addAll(reader.on(ByteBuffer.wrap(stream, at, length)));
      at += length;
    }
    return events;
  }
}
