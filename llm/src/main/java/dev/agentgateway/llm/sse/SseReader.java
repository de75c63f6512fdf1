package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.bytes.GrowingBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final byte[] DATA = "data".getBytes(UTF_8);
  private static final byte[] EVENT = "event".getBytes(UTF_8);
  private static final byte[] ID = "id".getBytes(UTF_8);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final int eventBytesMax;
  private final GrowingBytes line = new GrowingBytes(256);
  private final GrowingBytes data = new GrowingBytes(256);
  private @Nullable String onlyLine; // of the data, as long as there is one line
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

  /// Takes a part of an array.
  public List<SseEvent> on(byte[] bytes, int from, int to) {
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
    if (line.size() == 0 && !isFirstLine && data.size() + (to - from) <= eventBytesMax) {
      whole(bytes, from, to, events);
      return;
    }
    hold(bytes, from, to);
    if (failure != null) {
      return;
    }
    byte[] whole = line.toByteArray();
    line.reset();
    int at = isFirstLine ? afterMark(whole) : 0;
    isFirstLine = false;
    whole(whole, at, whole.length, events);
  }

  private void whole(byte[] bytes, int from, int to, List<SseEvent> events) {
    if (from < to) {
      take(bytes, from, to);
    } else {
      dispatch(events);
    }
  }

  /// A field; a comment, whose name is empty, and fields that no chat uses are passed over.
  private void take(byte[] bytes, int from, int to) {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, to);
    if (value < to && bytes[value] == ' ') {
      value++;
    }
    if (isNamed(bytes, from, colon, DATA)) {
      data(bytes, value, to);
    } else if (isNamed(bytes, from, colon, EVENT)) {
      name = new String(bytes, value, to - value, UTF_8);
    } else if (isNamed(bytes, from, colon, ID)) {
      String given = new String(bytes, value, to - value, UTF_8);
      id = given.indexOf('\0') >= 0 ? id : given;
    }
  }

  private void data(byte[] bytes, int from, int to) {
    if (!hasData) {
      hasData = true;
      onlyLine = new String(bytes, from, to - from, UTF_8);
      data.write(bytes, from, to - from);
    } else {
      onlyLine = null;
      data.write('\n');
      data.write(bytes, from, to - from);
    }
  }

  private static boolean isNamed(byte[] bytes, int from, int to, byte[] name) {
    return Arrays.equals(bytes, from, to, name, 0, name.length);
  }

  private void dispatch(List<SseEvent> events) {
    if (hasData) {
      String given = name == null || name.isEmpty() ? null : name;
      events.add(new SseEvent(given, onlyLine == null ? data.toString() : onlyLine, id));
    }
    data.reset();
    onlyLine = null;
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
