package dev.agentgateway.transport.server;

import dev.agentgateway.transport.socket.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/// What a client is waited for at the moment, and for how long.
final class Patience {

  /// What is waited for.
  enum Wait {
    NONE,
    /// The first byte of a request.
    IDLE,
    /// The rest of its head.
    HEAD,
    /// A piece of its body.
    BODY,
    /// Room for more of the response.
    STALL,
    /// The client's own goodbye.
    LINGER
  }

  private final ServerLimits limits;
  private final Channel channel;
  private final Deadline deadline;
  private final Consumer<Wait> onLate;

  private Wait wait = Wait.NONE;
  private long stalledAt;
  private long bodyBytes;
  private long bodyNanos;
  private long awaitedAt;

  Patience(ServerLimits limits, Channel channel, EventLoop loop, Consumer<Wait> onLate) {
    this.limits = limits;
    this.channel = channel;
    this.onLate = onLate;
    this.deadline = new Deadline(loop, this::late);
  }

  /// Begins a wait, unless it is the one that is running.
  void await(Wait awaited) {
    if (awaited != wait) {
      wait = awaited;
      stalledAt = channel.bytesBeforeWritable();
      deadline.set(limitOf(awaited));
      if (awaited == Wait.BODY) {
        awaitedAt = System.nanoTime();
      }
    }
  }

  /// Another request's body is to come.
  void beginBody() {
    bodyBytes = 0;
    bodyNanos = 0;
  }

  /// A piece of a body came: the next wait begins anew.
  ///
  /// @return whether the body as a whole comes fast enough; time in which nobody wanted it does not
  ///   count
  boolean isFastEnough(int bytes) {
    bodyBytes += bytes;
    if (wait == Wait.BODY) {
      bodyNanos += System.nanoTime() - awaitedAt;
    }
    wait = Wait.NONE;
    return bodyBytes >= limits.bodyBytesMin(bodyNanos);
  }

  void stop() {
    deadline.stop();
  }

  private Duration limitOf(Wait awaited) {
    return switch (awaited) {
      case NONE -> Duration.ZERO;
      case IDLE -> limits.idleTimeout();
      case HEAD -> limits.headTimeout();
      case BODY -> limits.bodyTimeout();
      case STALL -> limits.stallTimeout();
      case LINGER -> limits.lingerTimeout();
    };
  }

  private void late() {
    Wait late = wait;
    wait = Wait.NONE;
    if (late == Wait.STALL && channel.bytesBeforeWritable() != stalledAt) {
      await(Wait.STALL); // Slow, but it reads.
    } else {
      onLate.accept(late);
    }
  }
}
