package dev.agentgateway.llm;

import dev.agentgateway.http.Headers;

/// A whole answer in the client's format.
public final class Reply {

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final ReplyFacts facts;

  public Reply(int status, Headers headers, byte[] body, ReplyFacts facts) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.facts = facts;
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /// The bytes themselves, not a copy: not to be changed.
  public byte[] body() {
    return body;
  }

  public ReplyFacts facts() {
    return facts;
  }
}
