package dev.agentgateway.transport.coding;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// `gzip`, RFC 1952: one member after the other, each with its checksum.
///
/// ```
/// HEADER ─ (EXTRA) ─ (NAME) ─ (COMMENT) ─ (CHECKSUM) ─▶ DATA ─▶ TRAILER ─▶ HEADER …
/// ```
final class Gzip implements Decoder {

  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /// Names and comments in the header that go on for longer are an attack.
  private static final int OPTIONAL_BYTES_MAX = 64 * 1024;

  private enum State {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    DATA,
    TRAILER
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();

  private State state = State.HEADER;
  private byte[] in = new byte[0];
  private int at;
  private int flags;
  private int counted; // bytes of the current part
  private int optional; // bytes of the optional parts
  private long number; // little endian, as far as it was read
  private int extraLength;
  private boolean isBetween;

  @Override
  public void put(byte[] coded) {
    in = coded;
    at = 0;
    if (state == State.DATA) {
      inflater.setInput(coded);
    }
  }

  @Override
  public int decode(byte[] target) throws Malformed {
    while (true) {
      if (state == State.DATA) {
        int count = inflate(target);
        if (count > 0 || state == State.DATA) {
          return count;
        }
      } else if (at == in.length) {
        return 0;
      } else {
        step(in[at++] & 0xff);
      }
    }
  }

  private int inflate(byte[] target) throws Malformed {
    try {
      int count = inflater.inflate(target);
      sum.update(target, 0, count);
      if (count == 0 && inflater.finished()) {
        at = in.length - inflater.getRemaining();
        begin(State.TRAILER);
      } else if (count == 0) {
        at = in.length;
      }
      return count;
    } catch (DataFormatException malformed) {
      throw new Malformed(String.valueOf(malformed.getMessage()));
    }
  }

  private void step(int b) throws Malformed {
    switch (state) {
      case HEADER -> header(b);
      case EXTRA_LENGTH -> {
        number |= (long) b << (8 * counted);
        if (++counted == 2) {
          extraLength = (int) number;
          begin(extraLength == 0 ? State.NAME : State.EXTRA);
          skipAbsent();
        }
      }
      case EXTRA -> {
        if (++counted == extraLength) {
          begin(State.NAME);
          skipAbsent();
        }
      }
      case NAME, COMMENT -> {
        if (++optional > OPTIONAL_BYTES_MAX) {
          throw new Malformed("its header is too long");
        }
        if (b == 0) {
          begin(state == State.NAME ? State.COMMENT : State.CHECKSUM);
          skipAbsent();
        }
      }
      case CHECKSUM -> {
        if (++counted == 2) {
          beginData();
        }
      }
      case TRAILER -> trailer(b);
      case DATA -> throw new IllegalStateException("data is not read byte by byte");
    }
  }

  private void header(int b) throws Malformed {
    isBetween = false;
    boolean isValid =
        switch (counted++) {
          case 0 -> b == 0x1f;
          case 1 -> b == 0x8b;
          case 2 -> b == 8;
          case 3 -> {
            flags = b;
            yield (b & RESERVED) == 0;
          }
          default -> true;
        };
    if (!isValid) {
      throw new Malformed("it does not begin as gzip");
    }
    if (counted == HEADER_BYTES) {
      begin((flags & HAS_EXTRA) != 0 ? State.EXTRA_LENGTH : State.NAME);
      skipAbsent();
    }
  }

  private void skipAbsent() {
    if (state == State.NAME && (flags & HAS_NAME) == 0) {
      begin(State.COMMENT);
    }
    if (state == State.COMMENT && (flags & HAS_COMMENT) == 0) {
      begin(State.CHECKSUM);
    }
    if (state == State.CHECKSUM && (flags & HAS_CHECKSUM) == 0) {
      beginData();
    }
  }

  private void begin(State next) {
    state = next;
    counted = 0;
    number = 0;
  }

  private void beginData() {
    begin(State.DATA);
    inflater.reset();
    sum.reset();
    inflater.setInput(in, at, in.length - at);
  }

  private void trailer(int b) throws Malformed {
    number |= (long) b << (8 * counted);
    if (++counted < TRAILER_BYTES) {
      return;
    }
    boolean isWhole =
        (number & 0xffff_ffffL) == sum.getValue()
            && number >>> 32 == (inflater.getBytesWritten() & 0xffff_ffffL);
    if (!isWhole) {
      throw new Malformed("its checksum differs");
    }
    begin(State.HEADER);
    optional = 0;
    isBetween = true;
  }

  @Override
  public boolean isWhole() {
    return isBetween;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
