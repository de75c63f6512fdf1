package dev.agentgateway.transport.server;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.http.Sockets;
import dev.agentgateway.transport.tls.ServerCertificates;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A bound port and the connections that came through it.
final class HttpPort implements Server.Port {

  private final HttpServer server;
  private final Handler handler;
  private final boolean isTls;
  private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  private volatile @Nullable ServerCertificates certificates;
  private volatile boolean isClosing;
  private volatile @Nullable Channel listening;

  HttpPort(HttpServer server, Handler handler, @Nullable ServerCertificates certificates) {
    this.server = server;
    this.handler = handler;
    this.certificates = certificates;
    this.isTls = certificates != null;
  }

  void listensOn(Channel channel) {
    listening = channel;
  }

  Handler handler() {
    return handler;
  }

  boolean isTls() {
    return isTls;
  }

  @Nullable ServerCertificates certificates() {
    return certificates;
  }

  boolean isRetiring() {
    return server.isRetiring();
  }

  Sockets sockets() {
    return server.sockets();
  }

  long nextId() {
    return server.nextId();
  }

  void opened(ServerConnection connection) {
    connections.add(connection);
    if (isClosing) {
      connection.drain();
    }
  }

  void closed(ServerConnection connection) {
    if (connections.remove(connection)) {
      server.closed();
    }
    if (isClosing && connections.isEmpty()) {
      drained.complete(null);
    }
  }

  @Override
  public InetSocketAddress address() {
    Channel channel = listening;
    if (channel == null) {
      throw new IllegalStateException("not bound yet");
    }
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void renew(Server.@Nullable ServerTls tls) {
    if ((tls != null) != isTls) {
      throw new IllegalArgumentException("a port does not change between plain and TLS");
    }
    certificates = tls == null ? null : ServerCertificates.of(tls);
  }

  @Override
  public void close(Duration deadline) {
    stopAccepting();
    awaitDrained(System.nanoTime() + deadline.toNanos());
    server.forget(this);
  }

  /// First half of the end: nobody new, and nothing new from those who are here.
  @Override
  public void stopAccepting() {
    isClosing = true;
    Channel channel = listening;
    if (channel != null) {
      channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
    for (ServerConnection connection : connections) {
      connection.execute(connection::drain);
    }
    if (connections.isEmpty()) {
      drained.complete(null);
    }
  }

  /// Second half: those who are not done by then are cut.
  void awaitDrained(long until) {
    try {
      drained.get(Math.max(until - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      connections.forEach(ServerConnection::close);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      connections.forEach(ServerConnection::close);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
