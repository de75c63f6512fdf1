package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import dev.agentgateway.llm.sse.SseWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that passes in its own dialect, event by event and byte for byte.
///
/// Only whole events go on, so that an error event can follow at any time. A piece that holds
/// nothing but whole events, as nearly all do, goes on as it is.
final class RelayedStream implements StreamReply {

  private static final byte[] NOTHING = {};
  private static final byte[] BLANK_LINE = {'\n', '\n'};

  private final int status;
  private final Headers headers;
  private final Dialect dialect;
  private final boolean isUsageOurs;
  private final StreamDecoder decoder;
  private final SseReader reader = new SseReader();
  private final EventBounds bounds = new EventBounds();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final Noted noted = new Noted();
  private boolean isEnded;

  RelayedStream(int status, Headers headers, Dialect dialect, boolean isUsageOurs) {
    this.status = status;
    this.headers = headers;
    this.dialect = dialect;
    this.isUsageOurs = isUsageOurs;
    this.decoder = dialect.decodeStream();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public byte @Nullable [] on(ByteBuffer piece) {
    if (isOver()) {
      return NOTHING;
    }
    byte[] bytes = new byte[piece.remaining()];
    piece.get(piece.position(), bytes);
    boolean isUntouched = held.size() == 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + held.size());
    int from = 0;
    int to = bounds.next(bytes, from);
    while (to >= 0 && !noted.isFailed()) {
      held.write(bytes, from, to - from);
      isUntouched &= pass(out);
      from = to;
      to = bounds.next(bytes, from);
    }
    if (noted.isFailed()) {
      return out.toByteArray();
    }
    held.write(bytes, from, bytes.length - from);
    if (held.size() > SseReader.EVENT_BYTES_MAX) {
      out.writeBytes(
          fail(
              new Failure.UpstreamMalformed(
                  "an event is larger than the limit of %d bytes"
                      .formatted(SseReader.EVENT_BYTES_MAX))));
      return out.toByteArray();
    }
    return isUntouched && held.size() == 0 ? null : out.toByteArray();
  }

  /// Reads the event that is held, and passes it on unless it is only for us.
  private boolean pass(ByteArrayOutputStream out) {
    byte[] event = held.toByteArray();
    held.reset();
    boolean isPassed = true;
    for (SseEvent each : reader.on(event)) {
      isPassed &= !(isUsageOurs && dialect.isUsageOnly(each));
      note(each);
    }
    if (isPassed) {
      out.writeBytes(event);
    }
    return isPassed;
  }

  private void note(SseEvent event) {
    if (noted.isStarted() && !dialect.isTelling(event)) {
      noted.content();
      return;
    }
    try {
      for (ChatEvent each : decoder.on(event)) {
        noted.note(each);
      }
    } catch (Refusal unknown) {
      // What a client of this very dialect gets is its own matter.
      noted.content();
    }
  }

  @Override
  public byte[] end() {
    if (isOver()) {
      return NOTHING;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (held.size() > 0) {
      passRest(out);
    }
    if (!noted.isFailed() && !decoder.isComplete()) {
      out.writeBytes(fail(new Failure.UpstreamCut("the stream stopped before its end")));
    }
    isEnded = true;
    return out.toByteArray();
  }

  /// What stands without an empty line behind it: a whole event, or one that was cut, which nobody
  /// can read.
  private void passRest(ByteArrayOutputStream out) {
    held.writeBytes(BLANK_LINE);
    byte[] rest = held.toByteArray();
    boolean isPassed = true;
    try {
      for (SseEvent each : reader.on(rest)) {
        isPassed &= !(isUsageOurs && dialect.isUsageOnly(each));
        decoder.on(each).forEach(noted::note);
      }
    } catch (Refusal cut) {
      return;
    }
    if (isPassed) {
      out.writeBytes(rest);
    }
  }

  @Override
  public byte[] fail(Failure failure) {
    if (isOver()) {
      return NOTHING;
    }
    noted.fail(failure);
    SseWriter out = new SseWriter();
    dialect.writeStreamError(Replies.error(failure), out);
    return out.take();
  }

  @Override
  public byte[] ping() {
    if (isOver()) {
      return NOTHING;
    }
    SseWriter out = new SseWriter();
    if (noted.isStarted()) {
      dialect.writePing(out);
    } else {
      out.comment("");
    }
    return out.take();
  }

  @Override
  public boolean hasContent() {
    return noted.hasContent();
  }

  @Override
  public ReplyFacts facts() {
    return noted.facts(List.of());
  }

  private boolean isOver() {
    return isEnded || noted.isFailed();
  }
}
