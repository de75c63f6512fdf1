package dev.agentgateway.transport.client;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.transport.socket.HeadBytes;
import dev.agentgateway.transport.socket.MessageWriter;
import dev.agentgateway.transport.socket.MessageWriter.Framing;
import io.netty.channel.Channel;

/// Writes one request, as fast as the upstream takes it.
final class Upload implements Body.Sink {

  private final ClientConnection connection;
  private final MessageWriter writer;
  private final Channel channel;
  private final ClientCall call;
  private final Body body;

  private boolean isStarting;
  private boolean isWhole;
  private boolean isSent;
  private boolean isStopped;

  Upload(ClientConnection connection, MessageWriter writer, Channel channel, ClientCall call) {
    this.connection = connection;
    this.writer = writer;
    this.channel = channel;
    this.call = call;
    this.body = call.request().body();
  }

  /// False when the request cannot be written as it is.
  boolean start() {
    HeadBytes head;
    try {
      head = RequestHeadBytes.of(call.request(), call.endpoint());
    } catch (IllegalArgumentException unwritable) {
      return false;
    }
    long length = body.length();
    writer.begin(
        head.bytes(), head.length(), length < 0 ? Framing.CHUNKED : Framing.LENGTH, length);
    isStarting = true;
    body.readTo(this);
    isStarting = false;
    if (!isStopped) {
      connection.await(isWhole ? Failure.Wait.FIRST_BYTE : Failure.Wait.IDLE);
    }
    return true;
  }

  @Override
  public void chunk(Chunk chunk) {
    if (isStopped) {
      chunk.release();
      return;
    }
    if (!writer.chunk(chunk)) {
      connection.fail(new Failure.Internal("a request body is longer than its length"));
      return;
    }
    await(Failure.Wait.IDLE);
    if (!channel.isWritable()) {
      body.pause();
    }
  }

  @Override
  public void end() {
    if (isStopped) {
      return;
    }
    if (!writer.isWhole()) {
      connection.fail(new Failure.Internal("a request body is shorter than its length"));
      return;
    }
    isWhole = true;
    writer.end().addListener(written -> isSent = written.isSuccess());
    await(Failure.Wait.FIRST_BYTE);
  }

  /// A body that comes all at once is one wait, begun at its end.
  private void await(Failure.Wait wait) {
    if (!isStarting) {
      connection.await(wait);
    }
  }

  @Override
  public void fail(Failure failure) {
    if (!isStopped) {
      isStopped = true;
      connection.fail(failure);
    }
  }

  void resume() {
    if (!isWhole && !isStopped) {
      body.resume();
    }
  }

  /// Sends no more. What is missing then shows the upstream that the request is not whole.
  void stop() {
    if (!isWhole && !isStopped) {
      isStopped = true;
      body.cancel();
    }
  }

  /// Lets go of the body without cancelling it: it is sent again elsewhere.
  void forget() {
    isStopped = true;
  }

  /// Whether the last byte was written here.
  boolean isWhole() {
    return isWhole && !isStopped;
  }

  /// Whether the last byte was handed to the socket.
  boolean isSent() {
    return isSent;
  }
}
