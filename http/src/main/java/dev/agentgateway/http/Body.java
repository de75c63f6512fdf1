package dev.agentgateway.http;

/// A body: chunks that come when they are asked for, read by one reader, once.
///
/// All calls in both directions are made on the event loop of the connection. A body that is read
/// by nobody must be cancelled, so that its connection can be closed or used again.
///
/// ```
/// readTo(sink) ─▶ chunk* ─▶ end | fail        pause() holds chunks back, resume() lets them come
///              └─ cancel(): nothing more comes
/// ```
public interface Body {

  long LENGTH_UNKNOWN = -1;

  Body NONE = of(new byte[0]);

  /// Bytes in all, or [#LENGTH_UNKNOWN].
  long length();

  /// Starts the flow. Chunks may come before this returns.
  void readTo(Sink sink);

  /// Holds chunks back; a few that are on their way may still come.
  void pause();

  void resume();

  /// Nothing more is wanted: no call reaches the sink from here on.
  void cancel();

  static Body of(byte[] bytes) {
    return new BytesBody(bytes);
  }

  default boolean isEmpty() {
    return length() == 0;
  }

  /// Whether [#readTo] may be called again and gives the same bytes, so that what carries it can be
  /// sent once more.
  default boolean isReplayable() {
    return isEmpty();
  }

  /// Where chunks go. After `end` or `fail` nothing follows.
  interface Sink {

    /// The sink releases the chunk.
    void chunk(Chunk chunk);

    void end();

    /// The rest is lost: what came is not the whole.
    void fail(Failure failure);
  }
}
