package dev.agentgateway.transport.socket;

import dev.agentgateway.http.Loop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// An event loop of Netty. There is one of these for each, so that they compare by identity.
public final class NettyLoop implements Loop {

  private final EventLoop loop;

  NettyLoop(EventLoop loop) {
    this.loop = loop;
  }

  /// The loop that was given out here.
  public static NettyLoop of(Loop loop) {
    if (loop instanceof NettyLoop netty) {
      return netty;
    }
    throw new IllegalArgumentException("loop: " + loop + " (expected: one of this transport)");
  }

  public EventLoop netty() {
    return loop;
  }

  @Override
  public boolean isCurrent() {
    return loop.inEventLoop();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // A task reports for itself.
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public String toString() {
    return "NettyLoop[" + loop + "]";
  }
}
