package dev.agentgateway.transport.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.transport.socket.HeadBytes;
import dev.agentgateway.transport.socket.MessageWriter.Framing;
import dev.agentgateway.transport.socket.StreamBody;
import dev.agentgateway.transport.wire.RequestHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its response.
///
/// The two halves end on their own: a response may be whole while its request still comes in.
@SuppressWarnings("FutureReturnValueIgnored") // Listeners tell.
final class Exchange implements Responder, Body.Sink, StreamBody.Source {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

  private final ServerConnection connection;
  private final RequestHead head;
  private final @Nullable StreamBody requestBody;

  private boolean isRequestWhole;
  private boolean isContinued;
  private boolean isClosing;
  private boolean isResponseWhole;
  private boolean isGone;
  private long discarded;
  private @Nullable Runnable onGone;
  private @Nullable Done done;
  private @Nullable Body responseBody;
  private boolean isCut;
  private boolean isUntilClose;
  private long sent;

  Exchange(ServerConnection connection, RequestHead head) {
    this.connection = connection;
    this.head = head;
    this.isClosing = !head.isPersistent();
    this.requestBody =
        head.contentLength() == 0 ? null : new StreamBody(head.contentLength(), this);
  }

  RequestHead head() {
    return head;
  }

  Body requestBody() {
    return requestBody == null ? Body.NONE : requestBody;
  }

  // The request's half.

  boolean isRequestWhole() {
    return isRequestWhole;
  }

  /// Whether the next piece of the request's body is to be read now.
  boolean wantsRequest() {
    return !isRequestWhole && (requestBody == null || requestBody.wantsMore() || isDiscarding());
  }

  /// Nobody wants the rest, but the connection can be used again behind it.
  boolean isDiscarding() {
    return requestBody != null && requestBody.isOver() && isResponseWhole;
  }

  void requestPiece(ByteBuf piece) {
    if (requestBody == null || isDiscarding()) {
      discarded += piece.readableBytes();
      piece.release();
    } else {
      requestBody.chunk(piece);
    }
  }

  long discarded() {
    return discarded;
  }

  void requestEnd() {
    isRequestWhole = true;
    if (requestBody != null) {
      requestBody.end();
    }
  }

  /// The rest of the request cannot be had; the handler learns it and may still answer.
  void requestLost(Failure failure) {
    isRequestWhole = true;
    isClosing = true;
    if (requestBody != null) {
      requestBody.fail(failure);
    }
  }

  @Override
  public void wanted() {
    continueIfAsked();
    connection.pump();
  }

  @Override
  public void cancelled() {
    connection.pump();
  }

  @Override
  public void continueIfAsked() {
    assert connection.isCurrent();
    if (head.expectsContinue() && !isContinued && done == null && !isGone) {
      isContinued = true;
      connection.writer().begin(CONTINUE, CONTINUE.length, Framing.LENGTH, 0);
    }
  }

  // The response's half.

  @Override
  public void respond(Response response, Done ended) {
    assert connection.isCurrent();
    if (done != null) {
      throw new IllegalStateException("a request is answered once");
    }
    done = ended;
    if (isGone) {
      response.body().cancel();
      ended.ended(Ending.CLIENT_GONE, 0);
      return;
    }
    responseBody = response.body();
    boolean hasBody =
        !head.method().equals("HEAD") && response.status() != 204 && response.status() != 304;
    writeHead(response, hasBody);
    if (hasBody) {
      response.body().readTo(this);
    } else {
      response.body().cancel();
      finish();
    }
  }

  private void writeHead(Response response, boolean hasBody) {
    long length = response.body().length();
    boolean isChunked = length < 0 && head.version().equals("HTTP/1.1");
    isUntilClose = hasBody && length < 0 && !isChunked;
    isClosing |= isUntilClose || connection.isRetiring() || !isRestDrainable();
    byte[] line = StatusLine.of(response.status());
    Headers headers = response.headers();
    HeadBytes bytes = new HeadBytes(line.length, headers).add(line).addAll(headers);
    if (response.status() != 204 && response.status() != 304) {
      if (length >= 0) {
        bytes.addLength(length);
      } else if (isChunked) {
        bytes.addChunked();
      }
    }
    if (isClosing) {
      bytes.addClose();
    } else if (head.version().equals("HTTP/1.0")) {
      bytes.addKeepAlive();
    }
    bytes.endLine();
    Framing framing =
        !hasBody || length >= 0
            ? Framing.LENGTH
            : isChunked ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    connection
        .writer()
        .begin(bytes.bytes(), bytes.length(), framing, hasBody ? Math.max(length, 0) : 0);
  }

  /// Whether what has not come of the request is little enough to be read for nothing. A client
  /// that still waits for `100 Continue` may never send it.
  private boolean isRestDrainable() {
    if (isRequestWhole || requestBody == null) {
      return true;
    }
    boolean isWanted = !requestBody.isUnread() && !requestBody.isOver();
    boolean isAwaited = head.expectsContinue() && !isContinued;
    return isWanted
        || (!isAwaited && connection.remaining() <= connection.limits().drainBytesMax());
  }

  @Override
  public void chunk(Chunk chunk) {
    if (isGone || isCut) {
      chunk.release();
      return;
    }
    int size = chunk.size();
    if (!connection.writer().chunk(chunk)) {
      LOG.warn("a response body is longer than its length");
      cut();
      return;
    }
    sent += size;
    if (responseBody != null && !connection.isWritable()) {
      responseBody.pause();
      connection.rearm();
    }
  }

  @Override
  public void end() {
    if (isGone || isCut) {
      return;
    }
    if (connection.writer().isWhole()) {
      finish();
    } else {
      LOG.warn("a response body is shorter than its length");
      cut();
    }
  }

  @Override
  public void fail(Failure failure) {
    if (!isGone && !isCut) {
      if (done != null) {
        done.bodyFailed(failure);
      }
      cut();
    }
  }

  @Override
  public void breakOff(Failure failure) {
    if (!isResponseWhole) {
      fail(failure);
    }
  }

  private void finish() {
    isResponseWhole = true;
    responseBody = null;
    connection
        .writer()
        .end()
        .addListener(written -> ended(written.isSuccess() ? Ending.COMPLETE : Ending.CLIENT_GONE));
    isClosing |= connection.isDraining() || !isRestDrainable();
    if (requestBody != null && requestBody.isUnread()) {
      requestBody.cancel();
    }
    connection.responded(this);
  }

  /// The client must not take what it got for the whole.
  private void cut() {
    isCut = true;
    Body body = responseBody;
    responseBody = null;
    if (body != null) {
      body.cancel();
    }
    ended(Ending.BODY_FAILED);
    if (requestBody != null) {
      requestBody.cancel();
    }
    connection.cut(isUntilClose);
  }

  private void ended(Ending ending) {
    if (done != null) {
      done.ended(ending, sent);
    }
  }

  boolean isResponseWhole() {
    return isResponseWhole;
  }

  boolean isAnswered() {
    return done != null;
  }

  boolean isClosing() {
    return isClosing;
  }

  void resumeResponse() {
    if (responseBody != null) {
      responseBody.resume();
    }
  }

  // The client's going.

  @Override
  public void onGone(Runnable task) {
    assert connection.isCurrent();
    if (isGone) {
      task.run();
    } else {
      onGone = task;
    }
  }

  void gone() {
    if (isGone) {
      return;
    }
    isGone = true;
    if (!isRequestWhole && requestBody != null) {
      requestBody.fail(new Failure.ClientGone());
    }
    if (isResponseWhole || isCut) {
      return;
    }
    Body body = responseBody;
    responseBody = null;
    if (onGone != null) {
      onGone.run();
    }
    if (body != null) {
      body.cancel();
      ended(Ending.CLIENT_GONE);
    }
  }
}
