package dev.agentgateway.transport.coding;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// `deflate`: zlib by the standard, bare where servers mistook the name. The first two bytes tell.
final class Deflate implements Decoder {

  private @Nullable Inflater inflater;
  private byte[] start = new byte[0];

  @Override
  public void put(byte[] coded) {
    if (inflater != null) {
      inflater.setInput(coded);
      return;
    }
    byte[] all = new byte[start.length + coded.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(coded, 0, all, start.length, coded.length);
    start = all;
    if (all.length >= 2) {
      Inflater chosen = new Inflater(!isZlib(all));
      chosen.setInput(all);
      inflater = chosen;
    }
  }

  private static boolean isZlib(byte[] bytes) {
    int header = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    return (bytes[0] & 0x0f) == 8 && header % 31 == 0;
  }

  @Override
  public int decode(byte[] target) throws Malformed {
    if (inflater == null) {
      return 0;
    }
    try {
      int count = inflater.inflate(target);
      boolean isStuck = count == 0 && inflater.needsDictionary();
      boolean isTooLong = count == 0 && inflater.finished() && inflater.getRemaining() > 0;
      if (isStuck || isTooLong) {
        throw new Malformed(isStuck ? "it needs a dictionary" : "bytes follow its end");
      }
      return count;
    } catch (DataFormatException malformed) {
      throw new Malformed(String.valueOf(malformed.getMessage()));
    }
  }

  @Override
  public boolean isWhole() {
    return inflater != null && inflater.finished();
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
