package dev.agentgateway.transport.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/// `zstd`, RFC 8878, by the native library: one frame after the other.
final class Zstandard implements Decoder {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
  private final ByteBuffer room = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

  private byte[] in = new byte[0];
  private int at;
  private boolean isBetween;
  private boolean isFlushed = true;

  @Override
  public void put(byte[] coded) {
    in = coded;
    at = 0;
  }

  @Override
  public int decode(byte[] target) throws Malformed {
    while (!out.hasRemaining()) {
      if (!room.hasRemaining() && at < in.length) {
        room.clear();
        int count = Math.min(room.remaining(), in.length - at);
        room.put(in, at, count).flip();
        at += count;
      }
      if (!room.hasRemaining() && isFlushed) {
        return 0;
      }
      step();
    }
    int count = Math.min(target.length, out.remaining());
    out.get(target, 0, count);
    return count;
  }

  private void step() throws Malformed {
    out.clear();
    try {
      isBetween = decoder.decompressDirectByteBufferStream(out, room);
    } catch (ZstdException malformed) {
      throw new Malformed(String.valueOf(malformed.getMessage()));
    }
    // A full buffer may have left more behind in the library.
    isFlushed = isBetween || out.hasRemaining();
    out.flip();
  }

  @Override
  public boolean isWhole() {
    return isBetween && !out.hasRemaining();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
