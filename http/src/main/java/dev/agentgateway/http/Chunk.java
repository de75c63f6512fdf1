package dev.agentgateway.http;

import java.nio.ByteBuffer;

/// A piece of a body. Whoever it is handed to releases it, once.
public interface Chunk {

  int size();

  /// Copies all of it.
  void copyTo(byte[] target, int at);

  /// Its bytes to read, without a copy where that can be had; not to be kept past the release.
  ByteBuffer view();

  void release();

  static Chunk of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /// A chunk on the heap, with nothing to release.
  final class Bytes implements Chunk {

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int size() {
      return bytes.length;
    }

    @Override
    public void copyTo(byte[] target, int at) {
      System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    @Override
    public ByteBuffer view() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public void release() {
      // The garbage collector takes it.
    }
  }
}
