package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.bytes.GrowingBytes;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import dev.agentgateway.llm.sse.SseWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
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
  private final GrowingBytes held = new GrowingBytes(256);
  private final Noted noted;
  private final PlainEvents plain = new PlainEvents();
  private int plainChars; // of the event that was read last; -1 when it was not plain
  private boolean isEnded;
  private boolean isWhole; // its last event has come
  private boolean isBroken; // by an event that does not pass

  /// @param promptTokens an estimate, counted when asked for
  RelayedStream(
      int status,
      Headers headers,
      Dialect dialect,
      boolean isUsageOurs,
      LongSupplier promptTokens) {
    this.status = status;
    this.headers = headers;
    this.dialect = dialect;
    this.isUsageOurs = isUsageOurs;
    this.decoder = dialect.decodeStream();
    this.noted = new Noted(dialect, promptTokens);
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
    // Null as long as everything of this piece goes on as it is.
    GrowingBytes out = held.size() > 0 ? new GrowingBytes(bytes.length + held.size()) : null;
    int from = pastPlain(bytes, 0, out);
    int to = bounds.next(bytes, from);
    while (to >= 0 && !noted.isFailed()) {
      out = event(bytes, from, to, out);
      from = pastPlain(bytes, to, out);
      to = bounds.next(bytes, from);
    }
    if (isBroken) {
      GrowingBytes broken = out == null ? before(bytes, from) : out;
      broken.write(errorEvent());
      return broken.toByteArray();
    }
    if (noted.isFailed()) {
      return out == null ? Arrays.copyOf(bytes, from) : out.toByteArray();
    }
    return out == null && from == bytes.length ? null : holdRest(bytes, from, out);
  }

  /// Passes events on that look like the content that has been read.
  private int pastPlain(byte[] bytes, int from, @Nullable GrowingBytes out) {
    if (held.size() > 0) {
      return from;
    }
    int end = plain.end(bytes, from, noted);
    if (out != null) {
      out.write(bytes, from, end - from);
    }
    return end;
  }

  /// Reads one event and passes it on unless it is only for us.
  private @Nullable GrowingBytes event(byte[] bytes, int from, int to, @Nullable GrowingBytes out) {
    if (held.size() > 0) {
      held.write(bytes, from, to - from);
      GrowingBytes whole = out == null ? new GrowingBytes(held.size()) : out;
      if (passes(held.buffer(), 0, held.size())) {
        whole.write(held.buffer(), 0, held.size());
      }
      held.reset();
      return whole;
    }
    if (passes(bytes, from, to)) {
      if (plainChars >= 0) {
        plain.seen(bytes, from, to, plainChars);
      }
      if (out != null) {
        out.write(bytes, from, to - from);
      }
      return out;
    }
    return out == null ? before(bytes, from) : out;
  }

  private boolean passes(byte[] bytes, int from, int to) {
    boolean isPassed = true;
    plainChars = -1;
    for (SseEvent each : reader.on(bytes, from, to)) {
      if (!looksWhole(each)) {
        isBroken = true;
        noted.fail(new Failure.UpstreamMalformed("an event of its stream is no JSON object"));
        return false;
      }
      isPassed &= !(isUsageOurs && dialect.isUsageOnly(each));
      note(each);
    }
    return isPassed;
  }

  /// Keeps the event that has begun until it is whole.
  private byte[] holdRest(byte[] bytes, int from, @Nullable GrowingBytes written) {
    GrowingBytes out = written == null ? before(bytes, from) : written;
    held.write(bytes, from, bytes.length - from);
    if (held.size() > SseReader.EVENT_BYTES_MAX) {
      out.write(
          fail(
              new Failure.UpstreamMalformed(
                  "an event is larger than the limit of %d bytes"
                      .formatted(SseReader.EVENT_BYTES_MAX))));
    }
    return out.toByteArray();
  }

  private static GrowingBytes before(byte[] bytes, int end) {
    GrowingBytes out = new GrowingBytes(bytes.length);
    out.write(bytes, 0, end);
    return out;
  }

  /// A quick look: an object begins and ends with its braces.
  private static boolean looksWhole(SseEvent event) {
    String data = event.data().strip();
    return event.isDone()
        || data.isEmpty()
        || (data.charAt(0) == '{' && data.charAt(data.length() - 1) == '}');
  }

  private byte[] errorEvent() {
    SseWriter out = new SseWriter();
    Failure failure = noted.facts(List.of()).failure();
    if (failure != null) {
      dialect.writeStreamError(Replies.error(failure), out);
    }
    return out.take();
  }

  private void note(SseEvent event) {
    if (dialect.isPing(event)) {
      return;
    }
    if (noted.isStarted() && !dialect.isTelling(event)) {
      plainChars = event.data().length();
      noted.content(event);
      return;
    }
    try {
      for (ChatEvent each : decoder.on(event)) {
        noted.note(each);
        isWhole |= each instanceof ChatEvent.Ended;
      }
      noted.noted(event);
    } catch (Refusal unknown) {
      // What a client of this very dialect gets is its own matter.
      noted.content(event);
    }
  }

  @Override
  public byte[] end() {
    if (isOver()) {
      return NOTHING;
    }
    GrowingBytes out = new GrowingBytes(256);
    if (held.size() > 0) {
      passRest(out);
    }
    if (!noted.isFailed() && !decoder.isComplete()) {
      out.write(fail(new Failure.UpstreamCut("the stream stopped before its end")));
    }
    isEnded = true;
    return out.toByteArray();
  }

  /// What stands without an empty line behind it: a whole event, or one that was cut, which nobody
  /// can read.
  private void passRest(GrowingBytes out) {
    held.write(BLANK_LINE);
    byte[] rest = held.toByteArray();
    boolean isPassed = false; // Line ends alone are nothing.
    try {
      for (SseEvent each : reader.on(rest)) {
        isPassed = !(isUsageOurs && dialect.isUsageOnly(each));
        decoder.on(each).forEach(noted::note);
        noted.noted(each);
      }
    } catch (Refusal cut) {
      return;
    }
    if (isPassed) {
      out.write(rest);
    }
  }

  @Override
  public byte[] fail(Failure failure) {
    if (isOver()) {
      return NOTHING;
    }
    noted.fail(failure);
    return errorEvent();
  }

  @Override
  public boolean isWhole() {
    return isWhole && !noted.isFailed();
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

  @Override
  public ReplyFacts lastFacts() {
    return noted.lastFacts(List.of());
  }

  private boolean isOver() {
    return isEnded || noted.isFailed();
  }
}
