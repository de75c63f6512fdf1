package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.StreamEncoder;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.sse.SseWriter;

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
      if (asked.request().isStream()) {
        return streamed(status, headers, response, losses);
      }
      byte[] encoded = client.encodeResponse(response, asked, losses);
      return new Reply(status, answer, encoded, facts(response, losses));
    } catch (Refusal malformed) {
      return Replies.failed(client, new Failure.UpstreamMalformed(malformed.words()));
    }
  }

  private Reply streamed(int status, Headers headers, ChatResponse response, Losses losses) {
    Usage usage = facts(response, losses).usage();
    StreamEncoder encoder = client.encodeStream(asked, losses);
    SseWriter out = new SseWriter();
    WholeEvents.of(response, usage).forEach(event -> encoder.on(event, out));
    encoder.end(out);
    return new Reply(status, eventStream(headers), out.take(), facts(response, losses));
  }

  private ReplyFacts facts(ChatResponse response, Losses losses) {
    ReplyFacts facts =
        new ReplyFacts(
            response.model(), response.usage(), response.finish().word(), null, losses.dropped());
    return response.usage() == null
        ? facts.estimating(WholeAnswer.usage(response, asked.promptTokens()))
        : facts;
  }

  @Override
  public boolean isStream(int status, Headers headers) {
    return asked.request().isStream()
        && AnswerHeads.isGood(status)
        && AnswerHeads.isEventStream(headers);
  }

  @Override
  public StreamReply stream(int status, Headers headers) {
    return new TranslatedStream(status, eventStream(headers), spoken, client, asked);
  }

  private Headers eventStream(Headers headers) {
    return AnswerHeads.translated(headers, spoken, client, "text/event-stream")
        .with("cache-control", "no-cache");
  }
}
