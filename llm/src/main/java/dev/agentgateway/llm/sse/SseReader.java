package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the events in pieces of a stream, wherever the pieces were cut.
///
/// ```
/// line ends: CR LF, LF or CR · an empty line ends the event · an event without data is none
/// `:` comment · `field:value` · `field: value` · `field` · one byte order mark may come first
/// ```
///
/// Grammar and the drop of an unfinished last event are those of the HTML standard, 9.2. One that
/// grows past the limit ends the reading: [#failure] is set and nothing more is taken.
public final class SseReader {

  /// Largest event, in bytes.
  public static final int EVENT_BYTES_MAX = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final int eventBytesMax;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private boolean hasData;
  private boolean isAfterCr;
  private boolean isFirstLine = true;
  private @Nullable String name;
  private @Nullable String id;
  private @Nullable Failure failure;

  public SseReader() {
    this(EVENT_BYTES_MAX);
  }

  public SseReader(int eventBytesMax) {
    this.eventBytesMax = eventBytesMax;
  }

  /// Takes a piece and returns the events that it completed. The piece's position stays.
  public List<SseEvent> on(ByteBuffer piece) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(piece.position(), bytes);
    return on(bytes, 0, bytes.length);
  }

  public List<SseEvent> on(byte[] bytes) {
    return on(bytes, 0, bytes.length);
  }

  /// Whether the bytes so far end inside an event, which is then lost if the stream ends here.
  public boolean isMidEvent() {
    if (hasData || name != null) {
      return true;
    }
    byte[] open = line.toByteArray();
    int at = isFirstLine ? afterMark(open) : 0;
    return at < open.length && open[at] != ':';
  }

  /// Set once an event grew past the limit.
  public @Nullable Failure failure() {
    return failure;
  }

  private List<SseEvent> on(byte[] bytes, int from, int to) {
    List<SseEvent> events = new ArrayList<>();
    int start = from;
    for (int i = from; i < to && failure == null; i++) {
      byte b = bytes[i];
      if (b == '\n' && isAfterCr) {
        isAfterCr = false;
        start = i + 1;
      } else if (b == '\n' || b == '\r') {
        isAfterCr = b == '\r';
        endLine(bytes, start, i, events);
        start = i + 1;
      } else {
        isAfterCr = false;
      }
    }
    if (failure == null && start < to) {
      hold(bytes, start, to);
    }
    return events;
  }

  private void hold(byte[] bytes, int from, int to) {
    if ((long) line.size() + data.size() + (to - from) > eventBytesMax) {
      failure =
          new Failure.UpstreamMalformed(
              "an event is larger than the limit of %d bytes".formatted(eventBytesMax));
      line.reset();
      data.reset();
    } else {
      line.write(bytes, from, to - from);
    }
  }

  private void endLine(byte[] bytes, int from, int to, List<SseEvent> events) {
    hold(bytes, from, to);
    if (failure != null) {
      return;
    }
    byte[] whole = line.toByteArray();
    line.reset();
    int at = isFirstLine ? afterMark(whole) : 0;
    isFirstLine = false;
    if (at < whole.length) {
      take(whole, at);
    } else {
      dispatch(events);
    }
  }

  private void take(byte[] whole, int at) {
    int colon = at;
    while (colon < whole.length && whole[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, whole.length);
    if (value < whole.length && whole[value] == ' ') {
      value++;
    }
    switch (new String(whole, at, colon - at, UTF_8)) {
      case "data" -> {
        if (hasData) {
          data.write('\n');
        }
        hasData = true;
        data.write(whole, value, whole.length - value);
      }
      case "event" -> name = new String(whole, value, whole.length - value, UTF_8);
      case "id" -> {
        String given = new String(whole, value, whole.length - value, UTF_8);
        id = given.indexOf('\0') >= 0 ? id : given;
      }
      default -> {
        // A comment, whose field is empty, or a field that no chat uses.
      }
    }
  }

  private void dispatch(List<SseEvent> events) {
    if (hasData) {
      String given = name == null || name.isEmpty() ? null : name;
      events.add(new SseEvent(given, data.toString(UTF_8), id));
    }
    data.reset();
    hasData = false;
    name = null;
    id = null;
  }

  private static int afterMark(byte[] bytes) {
    int i = 0;
    while (i < BYTE_ORDER_MARK.length && i < bytes.length && bytes[i] == BYTE_ORDER_MARK[i]) {
      i++;
    }
    return i == BYTE_ORDER_MARK.length || i == bytes.length ? i : 0;
  }
}
