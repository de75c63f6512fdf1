package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.dialect.Dialect;

/// A try whose answer nobody reads.
final class RawCall extends Sent {

  private final Dialect client;

  RawCall(Request request, Dialect client) {
    super(request);
    this.client = client;
  }

  @Override
  public Reply whole(int status, Headers headers, byte[] body) {
    return new Reply(status, AnswerHeads.same(headers), body, ReplyFacts.NONE);
  }

  @Override
  public boolean isStream(int status, Headers headers) {
    return AnswerHeads.isEventStream(headers);
  }

  @Override
  public StreamReply stream(int status, Headers headers) {
    return new RawStream(status, AnswerHeads.same(headers), client);
  }
}
