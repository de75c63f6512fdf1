package dev.agentgateway.transport.client;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Response;
import dev.agentgateway.transport.socket.Deadline;
import dev.agentgateway.transport.socket.MessageWriter;
import dev.agentgateway.transport.socket.StreamBody;
import dev.agentgateway.transport.wire.Event;
import dev.agentgateway.transport.wire.ResponseHead;
import dev.agentgateway.transport.wire.ResponseParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One upstream connection: idle in its lane, or with one call.
///
/// ```
/// idle ─ start ─▶ request out ┐
///                 head in ────┴─▶ body in ─ END ─▶ idle again, if both halves are whole
///          any trouble ─▶ closed; the call learns it, or goes over a fresh connection
/// ```
@SuppressWarnings("FutureReturnValueIgnored") // What fails here closes the channel, which tells.
final class ClientConnection extends ChannelInboundHandlerAdapter implements StreamBody.Source {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /// Read ahead of a reader that pauses.
  private static final int AHEAD_BYTES_MAX = 64 * 1024;

  private final Lane lane;
  private final Channel channel;
  private final boolean isTls;
  private final MessageWriter writer;
  private final ResponseParser parser;
  private final Deadline deadline;

  private @Nullable ByteBuf pending;
  private @Nullable ClientCall call;
  private @Nullable Upload upload;
  private @Nullable StreamBody body;
  private Duration keepAlive;
  private boolean isOpened;
  private boolean isReused;
  private boolean isPersistent;
  private boolean hasAnswered; // A byte of the response came.
  private boolean isPumping;
  private boolean isEnded; // The upstream sends nothing more.
  private boolean isBroken; // And it did not say so in order.
  private boolean wasClosedInTls;
  private boolean isClosed;
  private Failure.Wait awaited = Failure.Wait.IDLE;

  ClientConnection(Lane lane, Channel channel, boolean isTls) {
    this.lane = lane;
    this.channel = channel;
    this.isTls = isTls;
    this.writer = new MessageWriter(channel);
    this.parser = new ResponseParser(lane.pool().limits().head());
    this.deadline = new Deadline(lane.pool().loop().netty(), this::late);
    this.keepAlive = lane.pool().limits().idleTime();
  }

  /// From here on the lane counts this connection.
  void opened() {
    isOpened = true;
  }

  /// Takes a call. One that was given up meanwhile leaves the connection to the next.
  void start(ClientCall next) {
    if (!next.isTakenBy(this)) {
      lane.release(this);
      return;
    }
    call = next;
    hasAnswered = false;
    parser.expect(next.request().method());
    Upload begun = new Upload(this, writer, channel, next);
    upload = begun;
    if (!begun.start()) {
      fail(new Failure.Internal("a request that cannot be written"));
    }
  }

  // What comes from the socket.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (call == null || isClosed) {
      bytes.release();
      close(); // Nothing was asked.
      return;
    }
    hasAnswered = true;
    pending =
        pending == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), pending, bytes);
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (upload != null && channel.isWritable()) {
      upload.resume();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    wasClosedInTls |= event instanceof SslCloseCompletionEvent close && close.isSuccess();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    isBroken = true;
    if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
      LOG.error("a response failed by our own mistake", cause);
      fail(new Failure.Internal("internal error"));
    }
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    isEnded = true;
    if (call == null) {
      closed();
    } else {
      pump();
    }
  }

  // The walk through the bytes.

  private void pump() {
    if (isPumping) {
      return;
    }
    isPumping = true;
    try {
      while (call != null && !isClosed && step()) {}
    } finally {
      isPumping = false;
    }
    if (pending != null && (!pending.isReadable() || isClosed)) {
      pending.release();
      pending = null;
    }
    if (!isClosed && !isEnded) {
      boolean wantsBytes = pending == null || pending.readableBytes() < AHEAD_BYTES_MAX;
      if (channel.config().isAutoRead() != wantsBytes) {
        channel.config().setAutoRead(wantsBytes);
      }
    }
  }

  private boolean step() {
    if (body != null && !body.wantsMore()) {
      await(Failure.Wait.CLIENT);
      return false;
    }
    Event event = parser.next(pending == null ? Unpooled.EMPTY_BUFFER : pending);
    switch (event) {
      case HEAD -> head(parser.head());
      case DATA -> {
        if (body == null) {
          throw new IllegalStateException("data before a head");
        }
        body.chunk(parser.data());
      }
      case END -> end();
      case REFUSED -> fail(new Failure.UpstreamMalformed(parser.refusal().words()));
      case MORE -> {
        if (isEnded) {
          ended();
          return false;
        }
        if (body != null) {
          await(Failure.Wait.IDLE);
        }
        return false;
      }
    }
    return true;
  }

  private void head(ResponseHead head) {
    ClientCall current = call;
    if (current == null) {
      return;
    }
    isPersistent = head.isPersistent();
    if (head.keepAlive() != null) {
      Duration theirs = head.keepAlive().minusSeconds(1);
      keepAlive = theirs.compareTo(keepAlive) < 0 ? theirs : keepAlive;
    }
    if (upload != null && head.status() >= 300) {
      upload.stop(); // It has been refused; the rest would be sent for nothing.
    }
    if (head.hasBody()) {
      StreamBody made = new StreamBody(head.contentLength(), this);
      body = made;
      current.respond(new Response(head.status(), head.headers(), made));
      return;
    }
    boolean isWhole = parser.next(Unpooled.EMPTY_BUFFER) == Event.END;
    assert isWhole;
    Body none = head.contentLength() == 0 ? Body.NONE : new AbsentBody(head.contentLength());
    finish();
    current.respond(new Response(head.status(), head.headers(), none));
  }

  private void end() {
    StreamBody whole = body;
    finish();
    if (whole != null) {
      whole.end();
    }
  }

  /// The response is whole: back to the lane if nothing is left over on either side.
  private void finish() {
    ClientCall done = call;
    boolean isClean =
        isPersistent
            && !isEnded
            && (upload == null || upload.isWhole())
            && (pending == null || !pending.isReadable());
    if (upload != null) {
      upload.stop();
    }
    call = null;
    upload = null;
    body = null;
    if (done != null) {
      done.over();
    }
    if (isClean && !keepAlive.isNegative() && !keepAlive.isZero()) {
      isReused = true;
      deadline.set(keepAlive);
      lane.release(this);
    } else {
      close();
    }
  }

  /// The upstream closed, and what it sent before has been read.
  private void ended() {
    boolean isOrderly = !isBroken && (!isTls || wasClosedInTls);
    if (parser.isEndedByClose() && isOrderly) {
      isPersistent = false;
      end();
    } else if (body != null) {
      fail(new Failure.UpstreamCut("its connection closed within the body"));
    } else {
      lost();
    }
  }

  private void lost() {
    ClientCall current = call;
    boolean wasSent = upload != null && upload.isSent();
    if (current == null) {
      return;
    }
    if (isReused && !hasAnswered) {
      if (upload != null) {
        upload.forget();
      }
      call = null;
      upload = null;
      close();
      if (current.isRetried(wasSent)) {
        return;
      }
      call = current;
    }
    fail(
        new Failure.UpstreamCut(
            hasAnswered
                ? "its connection closed within the head"
                : "its connection closed without an answer"));
  }

  // Called by who reads the body.

  @Override
  public void wanted() {
    pump();
  }

  @Override
  public void cancelled() {
    ClientCall current = call;
    if (current != null) {
      current.over();
      abandon();
    }
  }

  // The end.

  /// Tells whoever waits: the reader of the body, or the call.
  void fail(Failure failure) {
    ClientCall current = call;
    StreamBody open = body;
    Upload left = upload;
    call = null;
    body = null;
    upload = null;
    close();
    if (left != null) {
      left.stop();
    }
    if (open != null) {
      if (current != null) {
        current.over();
      }
      open.fail(failure);
    } else if (current != null) {
      current.fail(failure);
    }
  }

  /// The call was given up.
  void abandon() {
    Upload left = upload;
    call = null;
    body = null;
    upload = null;
    close();
    if (left != null) {
      left.stop();
    }
  }

  void close() {
    if (!isClosed) {
      channel.close();
      closed();
    }
  }

  private void closed() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    deadline.stop();
    if (pending != null && !isPumping) {
      pending.release();
      pending = null;
    }
    writer.release();
    if (isOpened) {
      lane.closed(this);
    }
  }

  // Limits of time.

  /// Begins a wait anew; the total of the call may end it earlier.
  void await(Failure.Wait wait) {
    ClientCall current = call;
    if (current == null) {
      return;
    }
    awaited = wait;
    Duration limit = limitOf(current, wait);
    if (!current.hasTotal()) {
      deadline.set(limit);
      return;
    }
    long now = System.nanoTime();
    if (limit.isZero() || current.totalAt() - now < limit.toNanos()) {
      awaited = Failure.Wait.REQUEST;
      deadline.setAt(current.totalAt());
    } else {
      deadline.setAt(now + limit.toNanos());
    }
  }

  private static Duration limitOf(ClientCall call, Failure.Wait wait) {
    return switch (wait) {
      case CONNECT -> call.timeouts().connect();
      case FIRST_BYTE -> call.timeouts().firstByte();
      case IDLE -> call.timeouts().idle();
      case CLIENT -> Duration.ZERO; // The reader of the body pauses, for as long as it likes.
      case REQUEST -> call.timeouts().total();
    };
  }

  private void late() {
    ClientCall current = call;
    if (current == null) {
      close(); // Idle for long enough.
    } else {
      fail(new Failure.TimedOut(awaited, limitOf(current, awaited)));
    }
  }
}
