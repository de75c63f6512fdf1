package dev.agentgateway.http;

/// A body that is all there.
final class BytesBody implements Body {

  private final byte[] bytes;

  BytesBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  @Override
  public void readTo(Sink sink) {
    if (bytes.length > 0) {
      sink.chunk(Chunk.of(bytes));
    }
    sink.end();
  }

  @Override
  public void pause() {
    // One chunk is all there is.
  }

  @Override
  public void resume() {
    // One chunk is all there is.
  }

  @Override
  public void cancel() {
    // Nothing is held.
  }
}
