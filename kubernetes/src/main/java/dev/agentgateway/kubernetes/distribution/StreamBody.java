package dev.agentgateway.kubernetes.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Loop;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stream to a data plane, as a body. It holds nothing of its own: it reads at its place in the
/// view as fast as the data plane reads.
///
/// ```
/// change ─▶ wake (any thread) ─▶ pump (loop): line* ─▶ … ─▶ end
///                                     └─ paused: waits for resume
/// ```
final class StreamBody implements Body {

  private final Loop loop;
  private final byte[] hello;
  private final Duration life;
  private final Function<Runnable, Cursor> opening;
  private final Runnable onEnd;
  private final AtomicBoolean isAwake = new AtomicBoolean();
  private @Nullable Sink sink;
  private @Nullable Cursor cursor;
  private Loop.@Nullable Timer beat;
  private Loop.@Nullable Timer timeout;
  private long beats;
  private boolean isPaused;
  private boolean isEnded;

  /// @param life after which it ends, so that the data plane shows its token anew
  /// @param opening makes the place to read at, from what wakes this
  StreamBody(
      Loop loop, byte[] hello, Duration life, Function<Runnable, Cursor> opening, Runnable onEnd) {
    this.loop = loop;
    this.hello = hello;
    this.life = life;
    this.opening = opening;
    this.onEnd = onEnd;
  }

  @Override
  public long length() {
    return LENGTH_UNKNOWN;
  }

  @Override
  public void readTo(Sink reader) {
    sink = reader;
    cursor = opening.apply(this::wake);
    timeout = loop.after(life, this::end);
    beat = loop.after(Wire.BEAT, this::beat);
    reader.chunk(Chunk.of(hello));
    pump();
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
    wake();
  }

  @Override
  public void cancel() {
    close();
  }

  /// Ends the stream, from any thread.
  void endSoon() {
    loop.execute(this::end);
  }

  private void wake() {
    if (isAwake.compareAndSet(false, true)) {
      loop.execute(this::pump);
    }
  }

  private void pump() {
    isAwake.set(false);
    Cursor place = cursor;
    Sink reader = sink;
    if (isPaused || isEnded || place == null || reader == null) {
      return;
    }
    byte[] lines = place.next();
    if (lines == null) {
      end();
    } else if (lines.length > 0) {
      reader.chunk(Chunk.of(lines));
      // Other connections are served in between.
      wake();
    }
  }

  private void beat() {
    Sink reader = sink;
    if (!isEnded && reader != null) {
      if (!isPaused) {
        reader.chunk(Chunk.of(("{\"beat\":" + ++beats + "}\n").getBytes(UTF_8)));
      }
      beat = loop.after(Wire.BEAT, this::beat);
    }
  }

  private void end() {
    Sink reader = sink;
    if (!isEnded && reader != null) {
      close();
      reader.end();
    }
  }

  private void close() {
    if (isEnded) {
      return;
    }
    isEnded = true;
    if (cursor != null) {
      cursor.close();
    }
    if (timeout != null) {
      timeout.cancel();
    }
    if (beat != null) {
      beat.cancel();
    }
    onEnd.run();
  }
}
