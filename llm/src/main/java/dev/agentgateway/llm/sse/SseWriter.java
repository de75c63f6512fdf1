package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.bytes.GrowingBytes;
import java.util.Arrays;

/// Writes events in either style: with names, as Anthropic streams, or without, as OpenAI's.
///
/// ```java
/// byte[] bytes = new SseWriter().event("ping", "{\"type\":\"ping\"}").take();
/// ```
public final class SseWriter {

  private static final byte[] DATA = "data: ".getBytes(UTF_8);
  private static final byte[] EVENT = "event: ".getBytes(UTF_8);
  private static final byte[] ID = "id: ".getBytes(UTF_8);
  private static final byte[] COMMENT = ": ".getBytes(UTF_8);

  private final GrowingBytes out = new GrowingBytes(512);

  /// `data: …` and an empty line. Line breaks in the data begin further `data:` lines.
  public SseWriter data(byte[] data) {
    lines(DATA, data);
    out.write('\n');
    return this;
  }

  /// As [#data], of parts that hold no line breaks.
  public SseWriter oneLine(byte[] head, byte[] middle, byte[] tail) {
    out.write(DATA);
    out.write(head);
    out.write(middle);
    out.write(tail);
    out.write('\n');
    out.write('\n');
    return this;
  }

  public SseWriter data(String data) {
    return data(data.getBytes(UTF_8));
  }

  /// `event: name`, `data: …` and an empty line.
  public SseWriter event(String name, byte[] data) {
    if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("an event name with a line break");
    }
    out.write(EVENT);
    out.write(name.getBytes(UTF_8));
    out.write('\n');
    return data(data);
  }

  public SseWriter event(String name, String data) {
    return event(name, data.getBytes(UTF_8));
  }

  /// Writes an event as it was read.
  public SseWriter event(SseEvent event) {
    if (event.id() != null) {
      lines(ID, event.id().getBytes(UTF_8));
    }
    return event.name() == null ? data(event.data()) : event(event.name(), event.data());
  }

  /// A comment, which every client ignores: it keeps a silent connection open.
  public SseWriter comment(String text) {
    lines(COMMENT, text.getBytes(UTF_8));
    out.write('\n');
    return this;
  }

  /// The end of a complete stream of chat completions.
  public SseWriter done() {
    return data(SseEvent.DONE);
  }

  /// A part of a whole event, as it was read or written before.
  public void raw(byte[] bytes, int from, int to) {
    out.write(bytes, from, to - from);
  }

  /// Makes room for as much as is likely to come.
  public void expect(int bytes) {
    out.expect(bytes);
  }

  /// What was written from there on.
  public byte[] since(int from) {
    return Arrays.copyOfRange(out.buffer(), from, out.size());
  }

  public int size() {
    return out.size();
  }

  public boolean isEmpty() {
    return out.size() == 0;
  }

  /// What was written since the last take.
  public byte[] take() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }

  private void lines(byte[] lead, byte[] text) {
    out.write(lead);
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        out.write(text, start, i - start);
        out.write('\n');
        out.write(lead);
        boolean isCrLf = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
        i += isCrLf ? 1 : 0;
        start = i + 1;
      }
    }
    out.write(text, start, text.length - start);
    out.write('\n');
  }
}
