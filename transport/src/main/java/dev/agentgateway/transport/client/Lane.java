package dev.agentgateway.transport.client;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The connections to one endpoint, and who waits for one.
final class Lane {

  private final LoopPool pool;
  private final Endpoint endpoint;
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<ClientCall> waiting = new ArrayDeque<>();
  private int open; // or being opened

  Lane(LoopPool pool, Endpoint endpoint) {
    this.pool = pool;
    this.endpoint = endpoint;
  }

  LoopPool pool() {
    return pool;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /// Gives the call a connection, now or later: the one used last, else a new one, else a place in
  /// the queue.
  void serve(ClientCall call) {
    ClientConnection pooled = idle.pollFirst();
    if (pooled != null) {
      pooled.start(call);
    } else {
      serveFresh(call);
    }
  }

  /// The same, but never over a connection that was used before.
  void serveFresh(ClientCall call) {
    if (open < pool.limits().connectionsPerEndpointMax()) {
      open++;
      call.dial();
    } else if (!idle.isEmpty()) {
      idle.removeLast().close();
      serveFresh(call);
    } else if (waiting.size() < pool.limits().waitingPerEndpointMax()) {
      waiting.add(call);
      call.await(pool.limits().waitTimeout());
    } else {
      call.fail(new Failure.Overloaded(Duration.ofSeconds(1)));
    }
  }

  void leave(ClientCall call) {
    waiting.remove(call);
  }

  /// A connection has done its exchange and can do another.
  void release(ClientConnection connection) {
    ClientCall next = waiting.poll();
    if (next != null) {
      connection.start(next);
    } else if (idle.size() < pool.limits().idlePerEndpointMax()) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
  }

  /// A connection has ended, or was never made.
  void closed(@Nullable ClientConnection connection) {
    open--;
    if (connection != null) {
      idle.remove(connection);
    }
    ClientCall next = waiting.poll();
    if (next != null) {
      serve(next);
    }
  }

  boolean isBusy() {
    return open > idle.size() || !waiting.isEmpty();
  }

  void closeIdle() {
    List.copyOf(idle).forEach(ClientConnection::close);
  }
}
