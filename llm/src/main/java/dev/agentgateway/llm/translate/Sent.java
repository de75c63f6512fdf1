package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.UpstreamCall;
import java.util.List;

/// The request of one try. The ways of its answer are in its kinds.
abstract sealed class Sent implements UpstreamCall permits SameCall, TranslatedCall, RawCall, ListCall {

  private final Request request;

  /// What is sent.
  record Request(
      String method,
      String target,
      Headers headers,
      byte[] body,
      String model,
      List<String> dropped) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Request[%s %s, %d bytes]".formatted(method, target, body.length);
    }
  }

  Sent(Request request) {
    this.request = request;
  }

  @Override
  public final String method() {
    return request.method();
  }

  @Override
  public final String target() {
    return request.target();
  }

  @Override
  public final Headers headers() {
    return request.headers();
  }

  @Override
  public final byte[] body() {
    return request.body();
  }

  @Override
  public final String model() {
    return request.model();
  }

  @Override
  public final List<String> dropped() {
    return request.dropped();
  }
}
