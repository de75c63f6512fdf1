package dev.agentgateway.transport.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `br`, RFC 7932, by the native library.
final class Brotli implements Decoder {

  private static final int INPUT_BYTES = 16 * 1024;

  private final DecoderJNI.Wrapper decoder;

  private byte[] in = new byte[0];
  private int at;
  private @Nullable ByteBuffer out;

  /// @throws UnsatisfiedLinkError where the platform has no such library
  Brotli() throws IOException {
    Brotli4jLoader.ensureAvailability();
    decoder = new DecoderJNI.Wrapper(INPUT_BYTES);
  }

  @Override
  public void put(byte[] coded) {
    in = coded;
    at = 0;
  }

  @Override
  public int decode(byte[] target) throws Malformed {
    while (true) {
      if (out != null && out.hasRemaining()) {
        int count = Math.min(target.length, out.remaining());
        out.get(target, 0, count);
        return count;
      }
      if (decoder.hasOutput()) {
        out = decoder.pull();
        continue;
      }
      switch (decoder.getStatus()) {
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> out = decoder.pull();
        case NEEDS_MORE_INPUT -> {
          if (at == in.length) {
            return 0;
          }
          push();
        }
        case DONE -> {
          if (at < in.length) {
            throw new Malformed("bytes follow its end");
          }
          return 0;
        }
        case ERROR -> throw new Malformed("it is no brotli stream");
      }
    }
  }

  private void push() {
    ByteBuffer room = decoder.getInputBuffer();
    room.clear();
    int count = Math.min(room.remaining(), in.length - at);
    room.put(in, at, count);
    at += count;
    decoder.push(count);
  }

  @Override
  public boolean isWhole() {
    return decoder.getStatus() == DecoderJNI.Status.DONE;
  }

  @Override
  public void close() {
    decoder.destroy();
  }
}
