package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.sse.SseWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that passes unread.
final class RawStream implements StreamReply {

  private static final byte[] NOTHING = {};

  private final int status;
  private final Headers headers;
  private final Dialect client;
  private boolean hasContent;
  private @Nullable Failure failure;

  RawStream(int status, Headers headers, Dialect client) {
    this.status = status;
    this.headers = headers;
    this.client = client;
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
    hasContent = true;
    return null;
  }

  @Override
  public byte[] end() {
    return NOTHING;
  }

  /// The error event begins with an empty line, for what was cut may be an event's middle.
  @Override
  public byte[] fail(Failure told) {
    if (failure != null) {
      return NOTHING;
    }
    failure = told;
    SseWriter out = new SseWriter();
    client.writeStreamError(Replies.error(told), out);
    byte[] event = out.take();
    byte[] bytes = new byte[event.length + 2];
    bytes[0] = '\n';
    bytes[1] = '\n';
    System.arraycopy(event, 0, bytes, 2, event.length);
    return bytes;
  }

  /// None: where an event ends is not known here.
  @Override
  public byte[] ping() {
    return NOTHING;
  }

  @Override
  public boolean hasContent() {
    return hasContent;
  }

  @Override
  public ReplyFacts facts() {
    return new ReplyFacts(null, null, null, failure, List.of());
  }
}
