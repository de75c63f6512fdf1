package dev.agentgateway.transport.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/// Writes messages with their body's framing to one connection.
///
/// Small pieces of one turn of the loop are gathered into one buffer, and one flush follows at the
/// end of the turn; large pieces are passed on as they are.
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, which tells.
public final class MessageWriter {

  /// How the reader knows where a body ends.
  public enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  /// Up to here a copy costs less than another buffer in the vector of a write.
  private static final int COPY_BYTES_MAX = 4096;

  private static final int SIZE_LINE_MAX = 10;
  private static final int CRLF = '\r' << 8 | '\n';
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

  private final Channel channel;
  private final Runnable flush = this::flush;

  private Framing framing = Framing.LENGTH;
  private long remaining;
  private @Nullable ByteBuf held;
  private boolean isFlushDue;

  public MessageWriter(Channel channel) {
    this.channel = channel;
  }

  /// Begins a message. A length of 0 means that no body follows.
  public void begin(byte[] head, int headLength, Framing chosen, long length) {
    framing = chosen;
    remaining = length;
    long body = chosen == Framing.LENGTH ? length : COPY_BYTES_MAX / 4;
    room(headLength + (int) Math.min(body, COPY_BYTES_MAX)).writeBytes(head, 0, headLength);
    flushSoon();
  }

  /// Writes a piece and releases it. False when it exceeds the length that the head declared.
  public boolean chunk(Chunk chunk) {
    int size = chunk.size();
    if (framing == Framing.LENGTH && size > remaining) {
      chunk.release();
      return false;
    }
    ByteBuf piece = BufferChunk.unwrap(chunk);
    if (size == 0) {
      piece.release();
      return true;
    }
    remaining -= size;
    if (framing == Framing.CHUNKED) {
      sizeLine(size);
    }
    if (size <= COPY_BYTES_MAX) {
      room(size).writeBytes(piece);
      piece.release();
    } else {
      writeHeld();
      channel.write(piece);
    }
    if (framing == Framing.CHUNKED) {
      room(2).writeShort(CRLF);
    }
    flushSoon();
    return true;
  }

  private void sizeLine(int size) {
    ByteBuf line = room(SIZE_LINE_MAX);
    int digits = (35 - Integer.numberOfLeadingZeros(size)) / 4;
    for (int i = digits - 1; i >= 0; i--) {
      line.writeByte("0123456789abcdef".charAt((size >> (4 * i)) & 0xf));
    }
    line.writeShort(CRLF);
  }

  /// Whether all that was declared has been written, which matters for a declared length only.
  public boolean isWhole() {
    return framing != Framing.LENGTH || remaining == 0;
  }

  /// Ends a message that is whole. The future completes when its last byte is with the socket.
  public ChannelFuture end() {
    if (framing == Framing.CHUNKED) {
      room(LAST_CHUNK.length).writeBytes(LAST_CHUNK);
    }
    return barrier();
  }

  /// Completes when all that was written so far is with the socket.
  public ChannelFuture barrier() {
    ByteBuf last = held == null ? Unpooled.EMPTY_BUFFER : held;
    held = null;
    ChannelFuture written = channel.write(last);
    flushSoon();
    return written;
  }

  private ByteBuf room(int bytes) {
    ByteBuf buffer = held;
    if (buffer != null && buffer.writableBytes() >= bytes) {
      return buffer;
    }
    writeHeld();
    buffer = channel.alloc().directBuffer(Math.max(bytes, COPY_BYTES_MAX / 8));
    held = buffer;
    return buffer;
  }

  private void writeHeld() {
    if (held != null) {
      channel.write(held);
      held = null;
    }
  }

  private void flushSoon() {
    if (!isFlushDue) {
      isFlushDue = true;
      channel.eventLoop().execute(flush);
    }
  }

  private void flush() {
    isFlushDue = false;
    writeHeld();
    channel.flush();
  }

  /// Lets go of what is held, when the connection has gone.
  public void release() {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
