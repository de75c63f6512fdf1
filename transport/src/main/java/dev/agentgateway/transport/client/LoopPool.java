package dev.agentgateway.transport.client;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Sockets;
import dev.agentgateway.transport.socket.NettyLoop;
import dev.agentgateway.transport.tls.UpstreamContexts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The connections of one event loop. Only that loop touches it.
final class LoopPool {

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 * 1024, 128 * 1024);

  private final NettyLoop loop;
  private final ClientLimits limits;
  private final Names names;
  private final Sockets sockets;
  private final UpstreamContexts contexts;
  private final Bootstrap bootstrap;
  private final Map<Endpoint, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);

  LoopPool(
      NettyLoop loop,
      Class<? extends Channel> channel,
      ClientLimits limits,
      Names names,
      UpstreamContexts contexts,
      Sockets sockets) {
    this.sockets = sockets;
    this.loop = loop;
    this.limits = limits;
    this.names = names;
    this.contexts = contexts;
    bootstrap =
        new Bootstrap()
            .group(loop.netty())
            .channel(channel)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            // A failed write must not throw away an answer that is already here.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
  }

  Lane lane(Endpoint endpoint) {
    assert loop.isCurrent();
    Lane lane = lanes.get(endpoint);
    if (lane == null) {
      if (lanes.size() >= limits.endpointsMax()) {
        makeRoom();
      }
      lane = new Lane(this, endpoint);
      lanes.put(endpoint, lane);
    }
    return lane;
  }

  /// Forgets the endpoints that were asked longest ago and serve nothing now.
  private void makeRoom() {
    Iterator<Lane> oldest = lanes.values().iterator();
    while (oldest.hasNext() && lanes.size() >= limits.endpointsMax()) {
      Lane lane = oldest.next();
      if (!lane.isBusy()) {
        oldest.remove();
        lane.closeIdle();
      }
    }
  }

  NettyLoop loop() {
    return loop;
  }

  ClientLimits limits() {
    return limits;
  }

  Names names() {
    return names;
  }

  Sockets sockets() {
    return sockets;
  }

  UpstreamContexts contexts() {
    return contexts;
  }

  Bootstrap bootstrap() {
    return bootstrap.clone();
  }
}
