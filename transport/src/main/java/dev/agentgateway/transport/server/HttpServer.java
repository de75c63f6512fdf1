package dev.agentgateway.transport.server;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.http.Sockets;
import dev.agentgateway.transport.socket.EventLoops;
import dev.agentgateway.transport.tls.ServerCertificates;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SniHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves HTTP/1.1 on any number of ports, over the event loops that are shared with the client.
public final class HttpServer implements Server {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private static final int BACKLOG = 4096;

  /// A response is held back when this much of it waits for its reader.
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 * 1024, 128 * 1024);

  private final EventLoops loops;
  private final ServerLimits limits;
  private final Sockets sockets;
  private final Set<HttpPort> ports = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean isRetiring;

  public HttpServer(EventLoops loops, ServerLimits limits, Sockets sockets) {
    this.sockets = sockets;
    this.loops = loops;
    this.limits = limits;
  }

  @Override
  public Port bind(InetSocketAddress address, Handler handler, @Nullable ServerTls tls)
      throws IOException {
    HttpPort port = new HttpPort(this, handler, tls == null ? null : ServerCertificates.of(tls));
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Accepted(port))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on %s:%d: %s"
              .formatted(address.getHostString(), address.getPort(), bound.cause().getMessage()),
          bound.cause());
    }
    port.listensOn(bound.channel());
    ports.add(port);
    return port;
  }

  @Override
  public void retire() {
    isRetiring = true;
  }

  @Override
  public void drain(Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    ports.forEach(HttpPort::stopAccepting);
    ports.forEach(port -> port.awaitDrained(until));
    ports.clear();
  }

  void forget(HttpPort port) {
    ports.remove(port);
  }

  boolean isRetiring() {
    return isRetiring;
  }

  Sockets sockets() {
    return sockets;
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  /// Prepares each connection that is accepted.
  private final class Accepted extends ChannelInitializer<Channel> {

    private final HttpPort port;

    Accepted(HttpPort port) {
      this.port = port;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to do when it is closed.
    protected void initChannel(Channel channel) {
      if (open.incrementAndGet() > limits.connectionsMax()) {
        open.decrementAndGet();
        LOG.warn("a connection was closed: {} are open", limits.connectionsMax());
        channel.close();
        return;
      }
      ServerCertificates certificates = port.certificates();
      if (certificates != null) {
        SniHandler tls = certificates.handler(limits.headTimeout());
        channel.pipeline().addLast(tls);
      }
      channel
          .pipeline()
          .addLast(new ServerConnection(port, limits, channel, loops.of(channel.eventLoop())));
    }
  }
}
