package dev.agentgateway.transport.socket;

import dev.agentgateway.http.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/// A chunk that is a slice of what the socket gave.
public final class BufferChunk implements Chunk {

  private final ByteBuf buffer;

  /// Takes over the reference.
  public BufferChunk(ByteBuf buffer) {
    this.buffer = buffer;
  }

  /// The chunk as a buffer that whoever asked now owns, in place of the chunk.
  public static ByteBuf unwrap(Chunk chunk) {
    if (chunk instanceof BufferChunk netty) {
      return netty.buffer;
    }
    ByteBuf wrapped = Unpooled.wrappedBuffer(chunk.view());
    if (chunk instanceof Chunk.Bytes) {
      return wrapped;
    }
    // Another kind may recycle its memory on release: copy before.
    ByteBuf copy = Unpooled.copiedBuffer(wrapped);
    chunk.release();
    return copy;
  }

  @Override
  public int size() {
    return buffer.readableBytes();
  }

  @Override
  public void copyTo(byte[] target, int at) {
    buffer.getBytes(buffer.readerIndex(), target, at, buffer.readableBytes());
  }

  @Override
  public ByteBuffer view() {
    return buffer.nioBuffer().asReadOnlyBuffer();
  }

  @Override
  public void release() {
    buffer.release();
  }
}
