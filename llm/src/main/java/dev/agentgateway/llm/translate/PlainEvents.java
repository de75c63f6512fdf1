package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.sse.EventShape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Learns how events look that hold content and nothing else, to pass those that follow unread.
final class PlainEvents {

  private static final int FAILURES_MAX = 16;
  private static final int EVENT_BYTES_MAX = 4096;

  private byte @Nullable [] last;
  private @Nullable EventShape shape;
  private int framing; // of an event, in characters
  private int failures;

  /// An event was read, and it was plain.
  ///
  /// @param chars of its data
  void seen(byte[] bytes, int from, int to, int chars) {
    if (failures == FAILURES_MAX || to - from > EVENT_BYTES_MAX) {
      return;
    }
    byte[] event = Arrays.copyOfRange(bytes, from, to);
    if (last != null) {
      EventShape found = EventShape.of(last, event);
      if (found == null) {
        failures++;
      } else {
        shape = found;
        found.end(event, 0, event.length);
        framing = found.chars() - chars;
      }
    }
    last = event;
  }

  /// Where the plain events end that begin here; `from` when there are none. They are noted.
  int end(byte[] bytes, int from, Noted noted) {
    if (shape == null) {
      return from;
    }
    int at = from;
    int end = shape.end(bytes, at, bytes.length);
    while (end >= 0) {
      noted.content(shape.chars() - framing);
      at = end;
      end = shape.end(bytes, at, bytes.length);
    }
    return at;
  }
}
