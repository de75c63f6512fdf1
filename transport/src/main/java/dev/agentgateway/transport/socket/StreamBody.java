package dev.agentgateway.transport.socket;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A body that a connection is reading. The connection parses on only while the body wants more.
public final class StreamBody implements Body {

  /// The connection behind a body.
  public interface Source {

    /// The reader wants more than before.
    void wanted();

    /// The reader has gone.
    void cancelled();
  }

  private enum State {
    UNREAD,
    FLOWING,
    PAUSED,
    OVER
  }

  private final long length;
  private final Source source;

  private State state = State.UNREAD;
  private @Nullable Sink sink;
  private @Nullable Failure lost;

  public StreamBody(long length, Source source) {
    this.length = length;
    this.source = source;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readTo(Sink reader) {
    if (sink != null) {
      throw new IllegalStateException("a body is read once");
    }
    sink = reader;
    if (lost != null) {
      reader.fail(lost);
    } else if (state == State.OVER) {
      reader.fail(new Failure.Internal("the body was cancelled before it was read"));
    } else {
      state = State.FLOWING;
      source.wanted();
    }
  }

  @Override
  public void pause() {
    if (state == State.FLOWING) {
      state = State.PAUSED;
    }
  }

  @Override
  public void resume() {
    if (state == State.PAUSED) {
      state = State.FLOWING;
      source.wanted();
    }
  }

  @Override
  public void cancel() {
    if (state != State.OVER) {
      state = State.OVER;
      source.cancelled();
    }
  }

  /// Whether the connection should parse on.
  public boolean wantsMore() {
    return state == State.FLOWING;
  }

  public boolean isUnread() {
    return state == State.UNREAD;
  }

  public boolean isOver() {
    return state == State.OVER;
  }

  /// Hands on a piece, and the ownership of it.
  public void chunk(ByteBuf piece) {
    Sink reader = sink;
    if (reader == null || state == State.OVER) {
      piece.release();
    } else {
      reader.chunk(new BufferChunk(piece));
    }
  }

  /// A reader that fails here by a mistake of its own is told so: nobody else would end its answer.
  public void end() {
    Sink reader = sink;
    if (reader != null && state != State.OVER) {
      state = State.OVER;
      try {
        reader.end();
      } catch (RuntimeException mistake) {
        reader.fail(new Failure.Internal("internal error"));
        throw mistake;
      }
    }
  }

  /// Tells the reader, or keeps it for the reader who comes.
  public void fail(Failure failure) {
    if (state == State.OVER) {
      return;
    }
    state = State.OVER;
    Sink reader = sink;
    if (reader == null) {
      lost = failure;
    } else {
      reader.fail(failure);
    }
  }
}
