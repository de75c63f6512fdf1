package dev.agentgateway.transport.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Takes one body out of the stream: of known length, in chunks, or until the peer closes.
///
/// ```
/// SIZE ─▶ (EXTENSION) ─▶ SIZE_LF ─▶ CHUNK ─▶ CHUNK_CR ─▶ CHUNK_LF ─▶ SIZE …
///                           └─ size 0 ─▶ TRAILERS ─▶ DONE
/// ```
final class BodyReader {

  /// Longer sizes would not fit; longer extensions are an attack.
  private static final int SIZE_DIGITS_MAX = 15;

  private static final int EXTENSION_BYTES_MAX = 256;

  private enum State {
    DONE,
    LENGTH,
    UNTIL_CLOSE,
    SIZE,
    EXTENSION,
    SIZE_LF,
    CHUNK,
    CHUNK_CR,
    CHUNK_LF,
    TRAILERS
  }

  private final HeadReader trailers;

  private State state = State.DONE;
  private long remaining;
  private int digits;
  private int extensionBytes;
  private boolean isQuoted;
  private @Nullable ByteBuf data;

  BodyReader(HeadReader trailers) {
    this.trailers = trailers;
  }

  void expectLength(long length) {
    remaining = length;
    state = length == 0 ? State.DONE : State.LENGTH;
  }

  void expectChunks() {
    expectSize();
  }

  void expectUntilClose() {
    state = State.UNTIL_CLOSE;
  }

  boolean isUntilClose() {
    return state == State.UNTIL_CLOSE;
  }

  /// Bytes that are still to come as far as is known; for chunks, of the current one.
  long remaining() {
    return remaining;
  }

  Event next(ByteBuf in) throws Refused {
    while (true) {
      switch (state) {
        case DONE -> {
          return Event.END;
        }
        case LENGTH, CHUNK, UNTIL_CLOSE -> {
          return in.isReadable() ? take(in) : Event.MORE;
        }
        case TRAILERS -> {
          if (!trailers.read(in)) {
            return Event.MORE;
          }
          state = State.DONE;
        }
        case SIZE, EXTENSION, SIZE_LF, CHUNK_CR, CHUNK_LF -> {
          if (!in.isReadable()) {
            return Event.MORE;
          }
          step(in.readByte());
        }
      }
    }
  }

  private Event take(ByteBuf in) {
    if (state == State.UNTIL_CLOSE) {
      data = in.readRetainedSlice(in.readableBytes());
      return Event.DATA;
    }
    int count = (int) Math.min(in.readableBytes(), remaining);
    data = in.readRetainedSlice(count);
    remaining -= count;
    if (remaining == 0) {
      state = state == State.LENGTH ? State.DONE : State.CHUNK_CR;
    }
    return Event.DATA;
  }

  private void step(byte b) throws Refused {
    switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> extension(b);
      case SIZE_LF -> {
        expect(b, Ascii.LF);
        if (remaining == 0) {
          trailers.expectTrailers();
          state = State.TRAILERS;
        } else {
          state = State.CHUNK;
        }
      }
      case CHUNK_CR -> {
        expect(b, Ascii.CR);
        state = State.CHUNK_LF;
      }
      case CHUNK_LF -> {
        expect(b, Ascii.LF);
        expectSize();
      }
      case DONE, LENGTH, UNTIL_CLOSE, CHUNK, TRAILERS ->
          throw new IllegalStateException("no step in " + state);
    }
  }

  private void expectSize() {
    remaining = 0;
    digits = 0;
    extensionBytes = 0;
    isQuoted = false;
    state = State.SIZE;
  }

  private void size(byte b) throws Refused {
    int digit = Ascii.hex(b);
    if (digit >= 0) {
      if (++digits > SIZE_DIGITS_MAX) {
        throw new Refused("a chunk size that is too large");
      }
      remaining = remaining * 16 + digit;
    } else if (digits == 0) {
      throw new Refused("a chunk without a size");
    } else if (b == Ascii.CR) {
      state = State.SIZE_LF;
    } else if (b == ';') {
      state = State.EXTENSION;
    } else {
      throw new Refused("a chunk size that is no hexadecimal number");
    }
  }

  /// Extensions are skipped, within RFC 9112, 7.1.1 without its optional white space.
  private void extension(byte b) throws Refused {
    if (++extensionBytes > EXTENSION_BYTES_MAX) {
      throw new Refused("a chunk extension that is too long");
    }
    if (b == '"') {
      isQuoted = !isQuoted;
    } else if (b == Ascii.CR && !isQuoted) {
      state = State.SIZE_LF;
    } else if (isQuoted ? b < 0x20 || b == 0x7f || b == '\\' : !isExtension(b)) {
      throw new Refused("a chunk extension with an invalid byte");
    }
  }

  private static boolean isExtension(byte b) {
    return Ascii.isToken(b) || b == '=' || b == ';';
  }

  private static void expect(byte b, byte expected) throws Refused {
    if (b != expected) {
      throw new Refused("a chunk that does not end where its size says");
    }
  }

  /// The piece that the last [Event#DATA] told of; the caller owns it.
  ByteBuf data() {
    ByteBuf taken = data;
    if (taken == null) {
      throw new IllegalStateException("no data is waiting");
    }
    data = null;
    return taken;
  }
}
