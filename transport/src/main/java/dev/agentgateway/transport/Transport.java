package dev.agentgateway.transport;

import dev.agentgateway.http.Client;
import dev.agentgateway.http.Decoding;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Server;
import dev.agentgateway.transport.client.HttpClient;
import dev.agentgateway.transport.client.Names;
import dev.agentgateway.transport.coding.Codings;
import dev.agentgateway.transport.server.HttpServer;
import dev.agentgateway.transport.socket.EventLoops;
import dev.agentgateway.transport.tls.UpstreamContexts;
import java.time.Duration;

/// Server and client over the same event loops, and what they share. The one way in.
public final class Transport implements AutoCloseable {

  /// Loops that do not end are told of and left alone: the program must come to its end.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private final EventLoops loops;
  private final Names names;
  private final Server server;
  private final Client client;
  private final Decoding decoding = new Codings();

  private Transport(TransportOptions options, EventLoops loops) {
    this.loops = loops;
    this.names = new Names(options.addresses());
    this.server = new HttpServer(loops, options.serverLimits(), options.sockets());
    UpstreamContexts contexts = new UpstreamContexts(options.extraAuthorities());
    this.client = new HttpClient(loops, options.clientLimits(), names, contexts, options.sockets());
  }

  public static Transport open(TransportOptions options) {
    return new Transport(options, EventLoops.open(options.threads()));
  }

  public Server server() {
    return server;
  }

  public Client client() {
    return client;
  }

  public Decoding decoding() {
    return decoding;
  }

  /// From now on, connections to `HOST:PORT` go to `ADDRESS:PORT`.
  public void point(String from, String to) {
    names.point(from, to);
  }

  /// One of the event loops, in turns, for requests that no client's connection brought.
  public Loop loop() {
    return loops.any();
  }

  /// Closes what is still open; [Server#drain] comes before, where requests are to finish.
  @Override
  public void close() {
    server.drain(Duration.ZERO);
    loops.close(CLOSE_TIMEOUT);
    names.close();
  }
}
