package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;

/// A try whose provider speaks another dialect than the client.
final class TranslatedCall extends Sent {

  private final Dialect spoken;
  private final Dialect client;
  private final Asked asked;

  /// An answer is never refused for what it holds besides: it was paid for.
  private final Fidelity fidelity;

  TranslatedCall(Request request, Dialect spoken, Dialect client, Asked asked, Fidelity fidelity) {
    super(request);
    this.spoken = spoken;
    this.client = client;
    this.asked = asked;
    this.fidelity = fidelity == Fidelity.STRICT ? Fidelity.STANDARD : fidelity;
  }

  @Override
  public Reply whole(int status, Headers headers, byte[] body) {
    Headers answer = AnswerHeads.translated(headers, spoken, client, "application/json");
    if (!AnswerHeads.isGood(status)) {
      ChatError error = spoken.decodeError(status, body);
      if (error.requestId() == null) {
        error = error.withRequestId(spoken.readHeaders(headers).requestId());
      }
      return new Reply(status, answer, client.encodeError(error), ReplyFacts.NONE);
    }
    Failure fault = WholeAnswer.faultToRead(spoken, body);
    if (fault != null) {
      return Replies.failed(client, fault);
    }
    try {
      Losses losses = new Losses(fidelity);
      ChatResponse response = spoken.decodeResponse(body, losses);
      byte[] encoded = client.encodeResponse(response, asked, losses);
      ReplyFacts facts =
          new ReplyFacts(
              response.model(), response.usage(), response.finish().word(), null, losses.dropped());
      return new Reply(
          status,
          answer,
          encoded,
          response.usage() == null
              ? facts.estimating(WholeAnswer.usage(response, asked.promptTokens()))
              : facts);
    } catch (Refusal malformed) {
      return Replies.failed(client, new Failure.UpstreamMalformed(malformed.words()));
    }
  }

  @Override
  public boolean isStream(int status, Headers headers) {
    return asked.request().isStream()
        && AnswerHeads.isGood(status)
        && AnswerHeads.isEventStream(headers);
  }

  @Override
  public StreamReply stream(int status, Headers headers) {
    Headers answer =
        AnswerHeads.translated(headers, spoken, client, "text/event-stream")
            .with("cache-control", "no-cache");
    return new TranslatedStream(status, answer, spoken, client, asked);
  }
}
