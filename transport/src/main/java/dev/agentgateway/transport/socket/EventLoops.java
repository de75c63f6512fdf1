package dev.agentgateway.transport.socket;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that own sockets: epoll where it is, else NIO.
public final class EventLoops {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

  static {
    // Sampled tracing of buffers costs a few percent; whoever hunts a leak sets the property.
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
  }

  private final EventLoopGroup group;
  private final Class<? extends ServerChannel> serverChannel;
  private final Class<? extends Channel> clientChannel;
  private final Map<EventLoop, NettyLoop> loops = new ConcurrentHashMap<>();
  private final List<NettyLoop> all;
  private final AtomicInteger next = new AtomicInteger();

  private EventLoops(
      EventLoopGroup group,
      Class<? extends ServerChannel> serverChannel,
      Class<? extends Channel> clientChannel) {
    this.group = group;
    this.serverChannel = serverChannel;
    this.clientChannel = clientChannel;
    List<NettyLoop> known = new ArrayList<>();
    group.forEach(executor -> {
      NettyLoop loop = new NettyLoop((EventLoop) executor);
      loops.put(loop.netty(), loop);
      known.add(loop);
    });
    all = List.copyOf(known);
  }

  public static EventLoops open(int threads) {
    DefaultThreadFactory factory = new DefaultThreadFactory("loop", true);
    if (Epoll.isAvailable()) {
      return new EventLoops(
          new MultiThreadIoEventLoopGroup(threads, factory, EpollIoHandler.newFactory()),
          EpollServerSocketChannel.class,
          EpollSocketChannel.class);
    }
    return nio(threads);
  }

  /// Without native code, which every platform has.
  public static EventLoops nio(int threads) {
    DefaultThreadFactory factory = new DefaultThreadFactory("loop", true);
    return new EventLoops(
        new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory()),
        NioServerSocketChannel.class,
        NioSocketChannel.class);
  }

  public EventLoopGroup group() {
    return group;
  }

  public Class<? extends ServerChannel> serverChannel() {
    return serverChannel;
  }

  public Class<? extends Channel> clientChannel() {
    return clientChannel;
  }

  public NettyLoop of(EventLoop loop) {
    NettyLoop known = loops.get(loop);
    if (known == null) {
      throw new IllegalArgumentException("a loop of another group: " + loop);
    }
    return known;
  }

  /// One of the loops, in turns, for work that no connection brought.
  public NettyLoop any() {
    return all.get(Math.floorMod(next.getAndIncrement(), all.size()));
  }

  /// Ends the threads and waits at most this long: a loop that hangs must not hang the program.
  public void close(Duration wait) {
    boolean isEnded =
        group
            .shutdownGracefully(0, wait.toMillis(), TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (!isEnded) {
      LOG.warn("event loops have not ended within {}", wait);
    }
  }
}
