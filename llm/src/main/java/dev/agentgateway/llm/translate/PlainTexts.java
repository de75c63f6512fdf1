package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.sse.EventShape;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Learns how events look that hold a piece of text and nothing else, and how they are written, to
/// carry the text of those that follow across without reading them.
///
/// Two such events that follow each other tell it: the way of both was walked in full, and nothing
/// but their text differed on either side. Any other event ends what was learned, as it may have
/// changed what the next is written as.
final class PlainTexts {

  private static final int FAILURES_MAX = 16;
  private static final int EVENT_BYTES_MAX = 4096;

  /// An event, its text and what was written for it.
  private static final class Sample {

    final byte[] event;
    final byte[] text;
    final byte[] written;

    Sample(byte[] event, byte[] text, byte[] written) {
      this.event = event;
      this.text = text;
      this.written = written;
    }
  }

  /// @param text the hole that holds it; -1 when it is always the same
  /// @param framing characters of an event that are not its data
  private record Way(EventShape in, int text, EventShape out, int framing) {}

  private @Nullable Sample last;
  private @Nullable Way way;
  private int failures;

  void other() {
    last = null;
    way = null;
  }

  /// An event was walked in full.
  ///
  /// @param chars of its data
  void seen(byte[] event, int chars, String text, byte[] written) {
    if (failures == FAILURES_MAX || event.length > EVENT_BYTES_MAX || text.isEmpty()) {
      other();
      return;
    }
    Sample now = new Sample(event, text.getBytes(UTF_8), written);
    way = last == null ? null : learned(last, now, chars);
    failures += last != null && way == null ? 1 : 0;
    last = now;
  }

  /// Carries events across as long as they look as known. Returns where they end.
  int carry(byte[] bytes, int from, SseWriter out, Noted noted) {
    Way known = way;
    if (known == null) {
      return from;
    }
    EventShape in = known.in();
    int at = from;
    int end = in.end(bytes, at, bytes.length);
    while (end >= 0) {
      if (known.text() < 0) {
        write(known.out(), bytes, 0, 0, out);
      } else if (in.holeFrom(known.text()) == in.holeTo(known.text())) {
        return at; // Without any text, which is nothing to some.
      } else {
        write(known.out(), bytes, in.holeFrom(known.text()), in.holeTo(known.text()), out);
      }
      noted.content(in.chars() - known.framing());
      at = end;
      end = in.end(bytes, at, bytes.length);
    }
    return at;
  }

  private static void write(EventShape shape, byte[] bytes, int from, int to, SseWriter out) {
    for (int i = 0; i <= shape.holes(); i++) {
      if (i > 0) {
        out.raw(bytes, from, to);
      }
      out.raw(shape.fixed(i), 0, shape.fixed(i).length);
    }
  }

  private static @Nullable Way learned(Sample one, Sample other, int chars) {
    EventShape in = EventShape.of(one.event, other.event);
    EventShape out = EventShape.of(one.written, other.written);
    if (in == null || out == null) {
      return null;
    }
    boolean isSame = Arrays.equals(one.text, other.text);
    int text = isSame ? -1 : hole(in, one, other);
    boolean isKnown =
        isSame
            ? out.holes() == 0
            : text >= 0 && out.holes() > 0 && hasTextAlone(out, one) && hasTextAlone(out, other);
    if (!isKnown) {
      return null;
    }
    in.end(other.event, 0, other.event.length);
    return new Way(in, text, out, in.chars() - chars);
  }

  /// The one hole that holds the text; -1 when none does, or several.
  private static int hole(EventShape in, Sample one, Sample other) {
    int found = -1;
    for (int i = 0; i < in.holes(); i++) {
      if (holds(in, i, one.event, one.text) && holds(in, i, other.event, other.text)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private static boolean holds(EventShape shape, int hole, byte[] event, byte[] text) {
    return shape.end(event, 0, event.length) == event.length
        && Arrays.equals(event, shape.holeFrom(hole), shape.holeTo(hole), text, 0, text.length);
  }

  private static boolean hasTextAlone(EventShape out, Sample sample) {
    for (int i = 0; i < out.holes(); i++) {
      if (!holds(out, i, sample.written, sample.text)) {
        return false;
      }
    }
    return true;
  }
}
