package dev.agentgateway.transport.server;

import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.transport.socket.MessageWriter;
import dev.agentgateway.transport.socket.NettyLoop;
import dev.agentgateway.transport.wire.Event;
import dev.agentgateway.transport.wire.RequestHead;
import dev.agentgateway.transport.wire.RequestParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: requests one after the other, what is ahead of them waits.
///
/// ```
/// BETWEEN ─ first byte ─▶ HEAD ─▶ exchange (its request's body and its response) ─▶ BETWEEN
///    │                     └ refused, or the last exchange ─▶ LINGERING ─ client closes ─▶ gone
/// ```
///
/// Reading goes on while a request is served, up to a limit, so that a client that leaves is seen.
@SuppressWarnings("FutureReturnValueIgnored") // What fails here closes the channel, which tells.
final class ServerConnection extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

  private final HttpPort port;
  private final ServerLimits limits;
  private final Channel channel;
  private final NettyLoop loop;
  private final MessageWriter writer;
  private final RequestParser parser;
  private final Patience patience;

  private @Nullable ByteBuf pending;
  private @Nullable Exchange exchange;
  private @Nullable Connection told;
  private @Nullable String serverName;
  private final long acceptedNanos = System.nanoTime();
  private boolean isPumping;
  private boolean isDraining;
  private boolean isLingering;
  private boolean isGone;
  private long lingered;

  ServerConnection(HttpPort port, ServerLimits limits, Channel channel, NettyLoop loop) {
    this.port = port;
    this.limits = limits;
    this.channel = channel;
    this.loop = loop;
    this.writer = new MessageWriter(channel);
    this.parser = new RequestParser(limits.head());
    this.patience = new Patience(limits, channel, loop.netty(), this::late);
  }

  // What comes from the socket.

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    port.opened(this);
    port.sockets().accepted(local(), port.isTls());
    rearm();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (isLingering) {
      lingered += bytes.readableBytes();
      bytes.release();
      if (lingered > limits.drainBytesMax()) {
        channel.close();
      }
      return;
    }
    pending =
        pending == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), pending, bytes);
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      if (exchange != null) {
        exchange.resumeResponse();
      }
      pump();
    } else {
      rearm();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SniCompletionEvent sni && sni.isSuccess()) {
      serverName = sni.hostname();
    }
    if (event instanceof SslHandshakeCompletionEvent tls && tls.isSuccess()) {
      port.sockets().secured(local(), Duration.ofNanos(System.nanoTime() - acceptedNanos));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.debug("a client's connection broke: {}", cause.toString());
    } else {
      LOG.error("a request failed by our own mistake", cause);
    }
    channel.close();
  }

  private void gone() {
    isGone = true;
    patience.stop();
    drop();
    Exchange left = exchange;
    exchange = null;
    if (left != null) {
      left.gone();
    }
    writer.release();
    port.closed(this);
  }

  private void drop() {
    if (pending != null && !isPumping) {
      pending.release();
      pending = null;
    }
  }

  // The walk through the bytes.

  /// Goes on as far as bytes, readers and the socket allow.
  void pump() {
    assert isCurrent();
    if (isPumping) {
      return;
    }
    isPumping = true;
    try {
      while (!isLingering && !isGone && step()) {}
    } finally {
      isPumping = false;
    }
    if (pending != null && (!pending.isReadable() || isLingering || isGone)) {
      drop();
    }
    if (!isGone) {
      boolean wantsBytes =
          isLingering || pending == null || pending.readableBytes() < limits.pipelinedBytesMax();
      if (channel.config().isAutoRead() != wantsBytes) {
        channel.config().setAutoRead(wantsBytes);
      }
      rearm();
    }
  }

  private boolean step() {
    if (exchange == null) {
      return channel.isWritable() && betweenExchanges();
    }
    return exchange.wantsRequest() && inRequest(exchange);
  }

  private boolean betweenExchanges() {
    Event event = parser.next(bytes());
    switch (event) {
      case HEAD -> begin(parser.head());
      case REFUSED -> refuse(parser.refusal());
      case MORE -> {
        if (isDraining && parser.isBetween()) {
          linger();
        }
        return false;
      }
      case DATA, END -> throw new IllegalStateException(event + " before a head");
    }
    return true;
  }

  private boolean inRequest(Exchange current) {
    switch (parser.next(bytes())) {
      case DATA -> {
        ByteBuf piece = parser.data();
        boolean isFastEnough = patience.isFastEnough(piece.readableBytes());
        current.requestPiece(piece);
        if (current.discarded() > limits.drainBytesMax()) {
          linger();
        } else if (!isFastEnough) {
          bodyLate();
        }
      }
      case END -> {
        current.requestEnd();
        next(current);
      }
      case REFUSED -> {
        current.requestLost(parser.refusal());
        if (current.isResponseWhole()) {
          linger();
        }
      }
      case MORE -> {
        return false;
      }
      case HEAD -> throw new IllegalStateException("a head within a body");
    }
    return true;
  }

  private ByteBuf bytes() {
    return pending == null ? Unpooled.EMPTY_BUFFER : pending;
  }

  private void begin(RequestHead head) {
    if (head.scheme() != null && !head.scheme().equals(scheme())) {
      refuse(new Failure.BadRequest("a target with the scheme of another connection"));
      return;
    }
    patience.beginBody();
    Exchange begun = new Exchange(this, head);
    exchange = begun;
    if (head.contentLength() == 0 && parser.next(Unpooled.EMPTY_BUFFER) == Event.END) {
      begun.requestEnd();
    }
    Request request =
        new Request(
            head.method(),
            scheme(),
            head.authority(),
            head.path(),
            head.query(),
            head.version(),
            head.headers(),
            begun.requestBody(),
            connection());
    try {
      port.handler().handle(request, begun);
    } catch (RuntimeException mistake) {
      LOG.error("a handler failed", mistake);
      if (!begun.isAnswered()) {
        begun.respond(Refusal.of(new Failure.Internal("internal error")), (ending, bytes) -> {});
      }
    }
  }

  private String scheme() {
    return port.isTls() ? "https" : "http";
  }

  private Connection connection() {
    if (told == null) {
      told =
          new Connection(
              port.nextId(),
              (InetSocketAddress) channel.remoteAddress(),
              local(),
              port.isTls(),
              serverName,
              loop);
    }
    return told;
  }

  private InetSocketAddress local() {
    return (InetSocketAddress) channel.localAddress();
  }

  // Called by the exchange.

  boolean isCurrent() {
    return loop.isCurrent();
  }

  MessageWriter writer() {
    return writer;
  }

  ServerLimits limits() {
    return limits;
  }

  boolean isDraining() {
    return isDraining;
  }

  boolean isRetiring() {
    return isDraining || port.isRetiring();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  long remaining() {
    return parser.remaining();
  }

  /// The response is whole. What is left is the rest of the request, if any.
  void responded(Exchange done) {
    if (done == exchange) {
      next(done);
      pump();
    }
  }

  private void next(Exchange done) {
    if (!done.isResponseWhole()) {
      return;
    }
    if (done.isClosing()) {
      if (done.isRequestWhole() || done.isDiscarding()) {
        linger();
      }
    } else if (done.isRequestWhole()) {
      exchange = null;
      if (isDraining && parser.isBetween() && !bytes().isReadable()) {
        linger();
      }
    }
  }

  /// Ends the connection so that the client sees that the response is not whole.
  void cut(boolean byReset) {
    isLingering = true;
    exchange = null;
    writer
        .barrier()
        .addListener(written -> {
          if (byReset) {
            Goodbye.reset(channel);
          } else {
            channel.close();
          }
        });
    pump();
  }

  // The end of the connection.

  private void refuse(Failure failure) {
    Refusal.write(failure, writer);
    linger();
  }

  /// Ends our half and waits for the client to end its own.
  private void linger() {
    if (isLingering) {
      return;
    }
    isLingering = true;
    Exchange left = exchange;
    exchange = null;
    if (left != null && !left.isResponseWhole()) {
      left.gone();
    }
    writer.barrier().addListener(written -> Goodbye.half(channel));
    pump();
  }

  /// Lets the running exchange finish, and no other begin.
  void drain() {
    assert isCurrent();
    isDraining = true;
    if (exchange == null && parser.isBetween() && !bytes().isReadable()) {
      linger();
    }
  }

  void execute(Runnable task) {
    loop.execute(task);
  }

  void close() {
    channel.close();
  }

  // Limits of time.

  /// Begins the wait for what is awaited now, if it is not the one that runs.
  void rearm() {
    patience.await(awaited());
  }

  private Patience.Wait awaited() {
    if (isLingering) {
      return Patience.Wait.LINGER;
    }
    if (exchange == null) {
      return parser.isBetween() ? Patience.Wait.IDLE : Patience.Wait.HEAD;
    }
    if (!channel.isWritable()) {
      return Patience.Wait.STALL;
    }
    return exchange.wantsRequest() ? Patience.Wait.BODY : Patience.Wait.NONE;
  }

  private void late(Patience.Wait late) {
    switch (late) {
      case NONE -> {}
      case IDLE, LINGER, STALL -> channel.close();
      case HEAD -> refuse(new Failure.TimedOut(Failure.Wait.CLIENT, limits.headTimeout()));
      case BODY -> bodyLate();
    }
  }

  private void bodyLate() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    if (current.isResponseWhole()) {
      linger();
    } else {
      current.requestLost(new Failure.TimedOut(Failure.Wait.CLIENT, limits.bodyTimeout()));
      pump();
    }
  }
}
