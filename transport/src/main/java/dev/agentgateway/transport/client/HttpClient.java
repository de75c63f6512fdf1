package dev.agentgateway.transport.client;

import dev.agentgateway.http.Client;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Sockets;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.socket.EventLoops;
import dev.agentgateway.transport.socket.NettyLoop;
import dev.agentgateway.transport.tls.UpstreamContexts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sends requests over HTTP/1.1, each on the event loop of who asks.
///
/// When a pooled connection turns out to be dead, the request goes over a fresh one, once, if
/// - no byte of a response came, and
/// - the body can be read again (it is empty or all there), and
/// - the method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT, DELETE), or the last byte of the
///   request was never handed to the socket, so that the upstream cannot have had it whole.
///
/// Anything else is a failure, and the caller decides.
public final class HttpClient implements Client {

  private final EventLoops loops;
  private final ClientLimits limits;
  private final Names names;
  private final Sockets sockets;
  private final UpstreamContexts contexts;
  private final Map<NettyLoop, LoopPool> pools = new ConcurrentHashMap<>();

  public HttpClient(
      EventLoops loops,
      ClientLimits limits,
      Names names,
      UpstreamContexts contexts,
      Sockets sockets) {
    this.sockets = sockets;
    this.loops = loops;
    this.limits = limits;
    this.names = names;
    this.contexts = contexts;
  }

  @Override
  public Call send(
      Loop loop, Endpoint endpoint, Request request, Timeouts timeouts, Answer answer) {
    NettyLoop here = NettyLoop.of(loop);
    assert here.isCurrent() : "called on another loop";
    LoopPool pool = pools.computeIfAbsent(here, this::pool);
    ClientCall call = new ClientCall(here, pool.lane(endpoint), request, timeouts, answer);
    call.start();
    return call;
  }

  private LoopPool pool(NettyLoop loop) {
    return new LoopPool(loop, loops.clientChannel(), limits, names, contexts, sockets);
  }
}
