package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.UpstreamCall;
import java.util.List;

/// The request of one try. The ways of its answer are in its kinds.
abstract sealed class Sent implements UpstreamCall
    permits SameCall, TranslatedCall, RawCall, ListCall {

  private final Request request;

  /// What is sent.
  static final class Request {

    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;
    private final String model;
    private final List<String> dropped;

    /// @param target path and query
    /// @param dropped what the translation of the body dropped
    Request(
        String method,
        String target,
        Headers headers,
        byte[] body,
        String model,
        List<String> dropped) {
      this.method = method;
      this.target = target;
      this.headers = headers;
      this.body = body;
      this.model = model;
      this.dropped = List.copyOf(dropped);
    }
  }

  Sent(Request request) {
    this.request = request;
  }

  @Override
  public final String method() {
    return request.method;
  }

  @Override
  public final String target() {
    return request.target;
  }

  @Override
  public final Headers headers() {
    return request.headers;
  }

  @Override
  public final byte[] body() {
    return request.body;
  }

  @Override
  public final String model() {
    return request.model;
  }

  @Override
  public final List<String> dropped() {
    return request.dropped;
  }
}
