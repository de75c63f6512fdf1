package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.Refusal;

/// A try whose answer is a list of models in another dialect.
final class ListCall extends Sent {

  private final Dialect spoken;
  private final Dialect client;

  ListCall(Request request, Dialect spoken, Dialect client) {
    super(request);
    this.spoken = spoken;
    this.client = client;
  }

  @Override
  public Reply whole(int status, Headers headers, byte[] body) {
    Headers answer = AnswerHeads.translated(headers, spoken, client, "application/json");
    if (!AnswerHeads.isGood(status)) {
      return new Reply(
          status, answer, client.encodeError(spoken.decodeError(status, body)), ReplyFacts.NONE);
    }
    try {
      return new Reply(
          status, answer, client.encodeModels(spoken.decodeModels(body)), ReplyFacts.NONE);
    } catch (Refusal malformed) {
      return Replies.failed(client, new Failure.UpstreamMalformed(malformed.words()));
    }
  }

  @Override
  public boolean isStream(int status, Headers headers) {
    return false;
  }

  @Override
  public StreamReply stream(int status, Headers headers) {
    throw new IllegalStateException("a list is no stream");
  }
}
