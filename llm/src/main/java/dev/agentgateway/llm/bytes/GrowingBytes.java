package dev.agentgateway.llm.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.util.Arrays;

/// As [java.io.ByteArrayOutputStream], without its lock at each byte, which cost more than half of
/// a translated stream's time.
public final class GrowingBytes extends OutputStream {

  /// A buffer that once held something larger is not kept.
  private static final int KEPT_MAX = 64 << 10;

  private final int first;
  private byte[] bytes;
  private int size;

  public GrowingBytes(int first) {
    this.first = first;
    this.bytes = new byte[first];
  }

  @Override
  public void write(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public void write(byte[] from, int at, int length) {
    room(length);
    System.arraycopy(from, at, bytes, size, length);
    size += length;
  }

  /// Makes room for as much as is likely to come, rather than grow step by step.
  public void expect(int more) {
    room(more);
  }

  public int size() {
    return size;
  }

  /// The buffer itself, of which the first [#size] bytes count, until the next write.
  public byte[] buffer() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// As UTF-8.
  @Override
  public String toString() {
    return new String(bytes, 0, size, UTF_8);
  }

  public void reset() {
    size = 0;
    if (bytes.length > KEPT_MAX) {
      bytes = new byte[first];
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
