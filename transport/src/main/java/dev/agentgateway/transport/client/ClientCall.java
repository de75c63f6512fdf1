package dev.agentgateway.transport.client;

import dev.agentgateway.http.Client;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.socket.NettyLoop;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request on its way: it waits for a connection, dials, and then owns one.
final class ClientCall implements Client.Call {

  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private final NettyLoop loop;
  private final Lane lane;
  private final Request request;
  private final Timeouts timeouts;
  private final Client.Answer answer;
  private final long totalAt; // as System.nanoTime, only with a total

  private boolean isOver;
  private boolean wasRetried;
  private Loop.@Nullable Timer timer;
  private @Nullable Dial dial;
  private @Nullable ClientConnection connection;

  ClientCall(NettyLoop loop, Lane lane, Request request, Timeouts timeouts, Client.Answer answer) {
    this.loop = loop;
    this.lane = lane;
    this.request = request;
    this.timeouts = timeouts;
    this.answer = answer;
    this.totalAt = hasTotal() ? System.nanoTime() + timeouts.total().toNanos() : 0;
  }

  void start() {
    lane.serve(this);
  }

  Request request() {
    return request;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  Endpoint endpoint() {
    return lane.endpoint();
  }

  /// When the whole has to be over, as [System#nanoTime]; only with a total.
  long totalAt() {
    return totalAt;
  }

  boolean hasTotal() {
    return !timeouts.total().isZero();
  }

  // Before there is a connection.

  /// Stands in the queue for at most this long.
  void await(Duration limit) {
    limit(limit, Failure.Wait.CONNECT, () -> lane.leave(this));
  }

  void dial() {
    Dial begun = new Dial(lane, this);
    dial = begun;
    limit(timeouts.connect(), Failure.Wait.CONNECT, begun::cancel);
    begun.start();
  }

  private void limit(Duration limit, Failure.Wait wait, Runnable giveUp) {
    stopTimer();
    Duration left = hasTotal() ? Duration.ofNanos(totalAt - System.nanoTime()) : Duration.ZERO;
    boolean isTotal = hasTotal() && (limit.isZero() || left.compareTo(limit) < 0);
    Duration delay = isTotal ? left : limit;
    if (delay.isZero()) {
      return;
    }
    Failure.TimedOut late =
        isTotal
            ? new Failure.TimedOut(Failure.Wait.REQUEST, timeouts.total())
            : new Failure.TimedOut(wait, limit);
    timer =
        loop.after(
            delay.isNegative() ? Duration.ZERO : delay,
            () -> {
              giveUp.run();
              fail(late);
            });
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  // With a connection.

  /// The connection takes the call over. False when the call was given up meanwhile.
  boolean isTakenBy(ClientConnection taker) {
    stopTimer();
    dial = null;
    if (isOver) {
      return false;
    }
    connection = taker;
    return true;
  }

  /// The rule of [HttpClient].
  boolean isRetried(boolean isWholeRequestSent) {
    boolean isSafe = IDEMPOTENT.contains(request.method()) || !isWholeRequestSent;
    if (isOver || wasRetried || !isSafe || !request.body().isReplayable()) {
      return false;
    }
    wasRetried = true;
    connection = null;
    lane.serveFresh(this);
    return true;
  }

  void respond(Response response) {
    answer.response(response);
  }

  boolean isOver() {
    return isOver;
  }

  /// Ends the call before its response.
  void fail(Failure failure) {
    stopTimer();
    if (!isOver) {
      isOver = true;
      connection = null;
      request.body().cancel();
      answer.fail(failure);
    }
  }

  /// The response is whole, or its body has told of its end otherwise.
  void over() {
    isOver = true;
    connection = null;
  }

  @Override
  public void cancel() {
    assert loop.isCurrent();
    if (isOver) {
      return;
    }
    isOver = true;
    stopTimer();
    lane.leave(this);
    ClientConnection owned = connection;
    connection = null;
    if (dial != null) {
      dial.cancel();
    } else if (owned != null) {
      owned.abandon();
    }
    request.body().cancel();
  }
}
