package dev.agentgateway.transport.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One time limit that moves often and is seldom reached.
///
/// Moving it later costs a field: the timer that was set wakes early, looks, and sleeps again.
public final class Deadline {

  private final EventLoop loop;
  private final Runnable onReached;

  private boolean isSet;
  private long at;
  private long timerAt;
  private @Nullable ScheduledFuture<?> timer;

  public Deadline(EventLoop loop, Runnable onReached) {
    this.loop = loop;
    this.onReached = onReached;
  }

  /// Replaces what was set; zero means never.
  public void set(Duration wait) {
    if (wait.isZero()) {
      clear();
    } else {
      setAt(System.nanoTime() + wait.toNanos());
    }
  }

  /// Replaces what was set by a time of [System#nanoTime].
  public void setAt(long nanos) {
    at = nanos;
    isSet = true;
    if (timer == null || timerAt - nanos > 0) {
      schedule();
    }
  }

  public void clear() {
    isSet = false;
  }

  /// Ends the timer too.
  public void stop() {
    isSet = false;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void schedule() {
    if (timer != null) {
      timer.cancel(false);
    }
    timerAt = at;
    long delay = Math.max(at - System.nanoTime(), 0);
    timer = loop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
  }

  private void wake() {
    timer = null;
    if (!isSet) {
      return;
    }
    if (at - System.nanoTime() > 0) {
      schedule();
    } else {
      isSet = false;
      onReached.run();
    }
  }
}
