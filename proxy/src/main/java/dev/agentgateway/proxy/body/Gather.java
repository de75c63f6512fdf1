package dev.agentgateway.proxy.body;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/// Holds a body until it is whole. Its bytes count against the budget until [#release].
public final class Gather implements Body.Sink {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int FIRST_BYTES = 4096;

  private final Body body;
  private final long bytesMax;
  private final Budget budget;
  private final Consumer<byte[]> whole;
  private final Consumer<Failure> failed;
  private byte[] bytes;
  private int length;
  private long taken;
  private boolean isOver;

  private Gather(
      Body body, long bytesMax, Budget budget, Consumer<byte[]> whole, Consumer<Failure> failed) {
    this.body = body;
    this.bytesMax = bytesMax;
    this.budget = budget;
    this.whole = whole;
    this.failed = failed;
    this.bytes =
        new byte[body.length() > 0 ? (int) Math.min(body.length(), bytesMax) : FIRST_BYTES];
  }

  /// Starts reading. One of the two is called, once, unless the gathering is cancelled; the second
  /// also when the first fails by a mistake of its own: nobody else would answer.
  public static Gather start(
      Body body, long bytesMax, Budget budget, Consumer<byte[]> whole, Consumer<Failure> failed) {
    if (body.length() > bytesMax) {
      Gather refused = new Gather(Body.NONE, 1, budget, whole, failed);
      body.cancel();
      refused.stop(new Failure.BodyTooLarge(bytesMax));
      return refused;
    }
    Gather gather = new Gather(body, bytesMax, budget, whole, failed);
    body.readTo(gather);
    return gather;
  }

  @Override
  public void chunk(Chunk chunk) {
    int size = chunk.size();
    if (isOver) {
      chunk.release();
    } else if (length + (long) size > bytesMax) {
      chunk.release();
      body.cancel();
      stop(new Failure.BodyTooLarge(bytesMax));
    } else if (!budget.take(size)) {
      chunk.release();
      body.cancel();
      stop(new Failure.Overloaded(RETRY_AFTER));
    } else {
      taken += size;
      if (length + size > bytes.length) {
        bytes =
            Arrays.copyOf(
                bytes, (int) Math.min(bytesMax, Math.max(bytes.length * 2L, length + size)));
      }
      chunk.copyTo(bytes, length);
      chunk.release();
      length += size;
    }
  }

  @Override
  public void end() {
    if (!isOver) {
      isOver = true;
      try {
        whole.accept(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
      } catch (RuntimeException mistake) {
        failed.accept(new Failure.Internal("internal error"));
        throw mistake;
      }
    }
  }

  @Override
  public void fail(Failure failure) {
    if (!isOver) {
      stop(failure);
    }
  }

  /// Stops reading, without a call to either.
  public void cancel() {
    if (!isOver) {
      isOver = true;
      body.cancel();
    }
    release();
  }

  /// What was held is no longer needed.
  public void release() {
    budget.giveBack(taken);
    taken = 0;
    bytes = new byte[0];
    length = 0;
  }

  private void stop(Failure failure) {
    isOver = true;
    release();
    failed.accept(failure);
  }
}
