package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes events in either style: with names, as Anthropic streams, or without, as OpenAI's.
///
/// ```java
/// byte[] bytes = new SseWriter().event("ping", "{\"type\":\"ping\"}").take();
/// ```
public final class SseWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// `data: …` and an empty line. Line breaks in the data begin further `data:` lines.
  public SseWriter data(byte[] data) {
    lines("data: ", data);
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
    out.writeBytes(("event: " + name + "\n").getBytes(UTF_8));
    return data(data);
  }

  public SseWriter event(String name, String data) {
    return event(name, data.getBytes(UTF_8));
  }

  /// Writes an event as it was read.
  public SseWriter event(SseEvent event) {
    if (event.id() != null) {
      lines("id: ", event.id().getBytes(UTF_8));
    }
    return event.name() == null ? data(event.data()) : event(event.name(), event.data());
  }

  /// A comment, which every client ignores: it keeps a silent connection open.
  public SseWriter comment(String text) {
    lines(": ", text.getBytes(UTF_8));
    out.write('\n');
    return this;
  }

  /// The end of a complete stream of chat completions.
  public SseWriter done() {
    return data(SseEvent.DONE);
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

  private void lines(String prefix, byte[] text) {
    byte[] lead = prefix.getBytes(UTF_8);
    out.writeBytes(lead);
    for (int i = 0; i < text.length; i++) {
      boolean isCrLf = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
      if (text[i] == '\n' || text[i] == '\r') {
        out.write('\n');
        out.writeBytes(lead);
        i += isCrLf ? 1 : 0;
      } else {
        out.write(text[i]);
      }
    }
    out.write('\n');
  }
}
