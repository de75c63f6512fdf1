package dev.agentgateway.http;

import java.util.Arrays;
import java.util.function.Consumer;

/// Reads a body into memory, up to a limit.
public final class Gathering implements Body.Sink {

  private final Body body;
  private final int bytesMax;
  private final Consumer<byte[]> whole;
  private final Consumer<Failure> failed;
  private byte[] bytes = new byte[0];
  private int length;
  private boolean isOver;

  private Gathering(Body body, int bytesMax, Consumer<byte[]> whole, Consumer<Failure> failed) {
    this.body = body;
    this.bytesMax = bytesMax;
    this.whole = whole;
    this.failed = failed;
  }

  /// Calls one of both, once.
  public static void gather(
      Body body, int bytesMax, Consumer<byte[]> whole, Consumer<Failure> failed) {
    body.readTo(new Gathering(body, bytesMax, whole, failed));
  }

  @Override
  public void chunk(Chunk chunk) {
    int size = chunk.size();
    if (!isOver && size <= bytesMax - length) {
      if (length + size > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + size, Math.min(bytes.length * 2, bytesMax)));
      }
      chunk.copyTo(bytes, length);
      length += size;
      chunk.release();
      return;
    }
    chunk.release();
    if (!isOver) {
      isOver = true;
      body.cancel();
      failed.accept(new Failure.BodyTooLarge(bytesMax));
    }
  }

  @Override
  public void end() {
    if (!isOver) {
      isOver = true;
      whole.accept(Arrays.copyOf(bytes, length));
    }
  }

  @Override
  public void fail(Failure failure) {
    if (!isOver) {
      isOver = true;
      failed.accept(failure);
    }
  }
}
