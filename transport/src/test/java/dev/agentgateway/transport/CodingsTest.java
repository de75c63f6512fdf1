package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.transport.coding.Codings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Codings, through the port that the proxy uses.
class CodingsTest {

  private static final String TEXT = "event: delta\ndata: {\"text\": \"häh\"}\n\n".repeat(2000);
  private static final long BYTES_MAX = 1 << 20;

  private static byte[] coded(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (coding) {
      case "gzip", "x-gzip" -> {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(plain);
        }
      }
      case "deflate" -> {
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
          zlib.write(plain);
        }
      }
      case "raw" -> {
        try (DeflaterOutputStream raw = new DeflaterOutputStream(out, new Deflater(6, true))) {
          raw.write(plain);
        }
      }
      case "br" -> {
        Brotli4jLoader.ensureAvailability();
        return Encoder.compress(plain);
      }
      case "zstd" -> {
        return Zstd.compress(plain);
      }
      case "identity" -> {
        return plain;
      }
      default -> throw new IllegalArgumentException(coding);
    }
    return out.toByteArray();
  }

  /// A body in pieces that obeys pauses, and cares whether it was cancelled.
  private static final class Pieces implements Body {

    private final byte[] bytes;
    private final int size;
    private int at;
    private boolean isPaused;
    boolean isCancelled;
    private @Nullable Sink sink;

    Pieces(byte[] bytes, int size) {
      this.bytes = bytes;
      this.size = size;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readTo(Sink reader) {
      sink = reader;
      go();
    }

    private void go() {
      while (!isPaused && !isCancelled && sink != null) {
        Sink reader = sink;
        if (at == bytes.length) {
          sink = null;
          reader.end();
        } else {
          int to = Math.min(at + size, bytes.length);
          byte[] piece = Arrays.copyOfRange(bytes, at, to);
          at = to;
          reader.chunk(Chunk.of(piece));
        }
      }
    }

    @Override
    public void pause() {
      isPaused = true;
    }

    @Override
    public void resume() {
      isPaused = false;
      go();
    }

    @Override
    public void cancel() {
      isCancelled = true;
    }
  }

  private static final class Collected implements Body.Sink {

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int chunks;
    boolean isEnded;
    @Nullable Failure failure;
    @Nullable Body pausing;

    @Override
    public void chunk(Chunk chunk) {
      byte[] piece = new byte[chunk.size()];
      chunk.copyTo(piece, 0);
      chunk.release();
      bytes.writeBytes(piece);
      chunks++;
      if (pausing != null) {
        pausing.pause();
      }
    }

    @Override
    public void end() {
      isEnded = true;
    }

    @Override
    public void fail(Failure failed) {
      failure = failed;
    }

    static Collected of(String coding, Body coded, long bytesMax) {
      Body plain = new Codings().decode(coding, coded, bytesMax);
      assertThat(plain).isNotNull();
      Collected collected = new Collected();
      if (plain != null) {
        plain.readTo(collected);
      }
      return collected;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, gzip",
    "x-gzip, gzip",
    "GZIP, gzip",
    "deflate, deflate",
    "deflate, raw",
    "br, br",
    "zstd, zstd",
    "identity, identity"
  })
  void everyCodingIsTakenOffHoweverItIsSplit(String name, String made) throws IOException {
    byte[] coded = coded(made, TEXT.getBytes(UTF_8));
    for (int size : new int[] {1, 7, 1000, coded.length}) {
      Collected collected = Collected.of(name, new Pieces(coded, size), BYTES_MAX);
      assertThat(collected.failure).isNull();
      assertThat(collected.isEnded).isTrue();
      assertThat(collected.bytes.toString(UTF_8)).isEqualTo(TEXT);
    }
  }

  @Test
  void listsAreTakenOffFromTheLastOn() throws IOException {
    byte[] coded = coded("br", coded("gzip", TEXT.getBytes(UTF_8)));
    Collected collected = Collected.of("gzip, br", new Pieces(coded, 100), BYTES_MAX);
    assertThat(collected.bytes.toString(UTF_8)).isEqualTo(TEXT);
    assertThat(collected.isEnded).isTrue();
  }

  @Test
  void membersOfGzipFollowEachOther() throws IOException {
    byte[] one = coded("gzip", "one ".getBytes(UTF_8));
    byte[] both = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, both, one.length, one.length);
    Collected collected = Collected.of("gzip", new Pieces(both, 3), BYTES_MAX);
    assertThat(collected.bytes.toString(UTF_8)).isEqualTo("one one ");
    assertThat(collected.isEnded).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compress", "gzip, lzma", "*", "gzip, gzip, gzip, gzip, gzip"})
  void unknownCodingsAreNotGuessed(String coding) {
    assertThat(new Codings().decode(coding, Body.NONE, BYTES_MAX)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void whatIsCutFails(String coding) throws IOException {
    byte[] coded = coded(coding, TEXT.getBytes(UTF_8));
    for (int length : new int[] {1, coded.length / 2, coded.length - 1}) {
      Collected collected =
          Collected.of(coding, new Pieces(Arrays.copyOf(coded, length), 50), BYTES_MAX);
      assertThat(collected.failure).isInstanceOf(Failure.UpstreamMalformed.class);
      assertThat(collected.isEnded).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void whatIsMalformedFailsAndIsNotReadOn(String coding) {
    byte[] garbage = new byte[500];
    Arrays.fill(garbage, (byte) 0xfe);
    Pieces pieces = new Pieces(garbage, 10);
    Collected collected = Collected.of(coding, pieces, BYTES_MAX);
    assertThat(collected.failure).isInstanceOf(Failure.UpstreamMalformed.class);
    assertThat(pieces.isCancelled || pieces.at == garbage.length).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void moreThanTheLimitIsRefused(String coding) throws IOException {
    Pieces bomb = new Pieces(coded(coding, new byte[10 << 20]), 1 << 20);
    Collected collected = Collected.of(coding, bomb, 100_000);
    assertThat(collected.failure).isEqualTo(new Failure.BodyTooLarge(100_000));
    assertThat(collected.bytes.size()).isLessThanOrEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void aPauseHoldsWithinAPiece(String coding) throws IOException {
    Pieces small = new Pieces(coded(coding, new byte[1 << 20]), 1 << 20);
    Body plain = new Codings().decode(coding, small, 1 << 20);
    Collected collected = new Collected();
    collected.pausing = plain;
    assertThat(plain).isNotNull();
    if (plain != null) {
      plain.readTo(collected);
      assertThat(collected.chunks).isEqualTo(1);
      for (int i = 2; !collected.isEnded && i < 1000; i++) {
        plain.resume();
        assertThat(collected.chunks).isLessThanOrEqualTo(i);
      }
    }
    assertThat(collected.isEnded).isTrue();
    assertThat(collected.bytes.size()).isEqualTo(1 << 20);
  }

  @Test
  void anEmptyBodyIsEmptyWhateverItsCoding() {
    assertThat(Collected.of("gzip", Body.NONE, 10).isEnded).isTrue();
  }
}
