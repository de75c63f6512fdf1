package dev.agentgateway.transport.coding;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A body with one coding taken off. A pause holds within a piece too: a small piece may hold much.
final class DecodedBody implements Body, Body.Sink {

  private static final int PIECE_BYTES = 16 * 1024;

  /// Makes the decoder when the body is read, since a native one is to be closed.
  interface Opener {
    Decoder open() throws IOException;
  }

  private final String coding;
  private final Body coded;
  private final Opener opener;
  private final long bytesMax;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

  private @Nullable Decoder decoder;
  private @Nullable Sink sink;
  private boolean isPaused;
  private boolean isOver;
  private boolean isPumping;
  private boolean isCodedWhole;
  private long codedBytes;
  private long plainBytes;

  DecodedBody(String coding, Body coded, long bytesMax, Opener opener) {
    this.coding = coding;
    this.coded = coded;
    this.bytesMax = bytesMax;
    this.opener = opener;
  }

  @Override
  public long length() {
    return coded.length() == 0 ? 0 : LENGTH_UNKNOWN;
  }

  @Override
  public void readTo(Sink reader) {
    sink = reader;
    try {
      decoder = opener.open();
    } catch (IOException | LinkageError absent) {
      isOver = true;
      coded.cancel();
      reader.fail(new Failure.Internal(coding + " cannot be decoded on this platform"));
      return;
    }
    coded.readTo(this);
  }

  @Override
  public void pause() {
    isPaused = true;
    coded.pause();
  }

  @Override
  public void resume() {
    isPaused = false;
    pump();
    if (!isPaused && !isOver && !isCodedWhole) {
      coded.resume();
    }
  }

  @Override
  public void cancel() {
    if (!isOver) {
      over();
      coded.cancel();
    }
  }

  // The coded side.

  @Override
  public void chunk(Chunk chunk) {
    if (!isOver) {
      byte[] bytes = new byte[chunk.size()];
      chunk.copyTo(bytes, 0);
      codedBytes += bytes.length;
      waiting.add(bytes);
    }
    chunk.release();
    pump();
  }

  @Override
  public void end() {
    isCodedWhole = true;
    pump();
  }

  @Override
  public void fail(Failure failure) {
    Sink reader = sink;
    if (!isOver && reader != null) {
      over();
      reader.fail(failure);
    }
  }

  // The walk from one to the other.

  private void pump() {
    if (isPumping) {
      return;
    }
    isPumping = true;
    try {
      byte[] target = new byte[PIECE_BYTES];
      while (!isOver && !isPaused && step(target)) {}
    } finally {
      isPumping = false;
      if (isOver) {
        close();
      }
    }
  }

  private boolean step(byte[] target) {
    Decoder current = decoder;
    Sink reader = sink;
    if (current == null || reader == null) {
      return false;
    }
    try {
      int count = current.decode(target);
      if (count > 0) {
        plain(reader, target, count);
        return true;
      }
    } catch (Decoder.Malformed malformed) {
      lose(
          reader,
          new Failure.UpstreamMalformed("%s: %s".formatted(coding, malformed.getMessage())));
      return false;
    }
    byte[] next = waiting.poll();
    if (next != null) {
      current.put(next);
      return true;
    }
    if (isCodedWhole) {
      finish(reader, current);
    }
    return false;
  }

  private void plain(Sink reader, byte[] target, int count) {
    plainBytes += count;
    if (plainBytes > bytesMax) {
      lose(reader, new Failure.BodyTooLarge(bytesMax));
    } else {
      reader.chunk(Chunk.of(Arrays.copyOf(target, count)));
    }
  }

  private void finish(Sink reader, Decoder current) {
    boolean isWhole = codedBytes == 0 || current.isWhole();
    over();
    if (isWhole) {
      reader.end();
    } else {
      reader.fail(new Failure.UpstreamMalformed(coding + ": it ends early"));
    }
  }

  private void lose(Sink reader, Failure failure) {
    over();
    coded.cancel();
    reader.fail(failure);
  }

  private void over() {
    isOver = true;
    waiting.clear();
    if (!isPumping) {
      close();
    }
  }

  private void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
