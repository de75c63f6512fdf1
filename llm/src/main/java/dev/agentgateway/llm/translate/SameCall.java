package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.Told;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import java.util.List;
import java.util.function.LongSupplier;

/// A try whose provider speaks the client's dialect: bytes pass, and are only looked at.
final class SameCall extends Sent {

  private final Dialect dialect;
  private final boolean isUsageOurs;
  private final LongSupplier promptTokens;

  /// @param isUsageOurs whether usage was asked for by the gateway, so that the client must not see
  ///   it
  /// @param promptTokens an estimate, counted when asked for
  SameCall(Request request, Dialect dialect, boolean isUsageOurs, LongSupplier promptTokens) {
    super(request);
    this.promptTokens = promptTokens;
    this.dialect = dialect;
    this.isUsageOurs = isUsageOurs;
  }

  @Override
  public Reply whole(int status, Headers headers, byte[] body) {
    Headers kept = AnswerHeads.same(headers);
    if (AnswerHeads.isGood(status)) {
      Failure fault = WholeAnswer.fault(dialect, body);
      return fault == null
          ? new Reply(status, kept, body, facts(body))
          : Replies.failed(dialect, fault);
    }
    if (JsonFields.scan(body) instanceof JsonScan.Scanned) {
      return new Reply(status, kept, body, ReplyFacts.NONE);
    }
    return new Reply(
        status,
        kept.with("content-type", "application/json"),
        dialect.encodeError(dialect.decodeError(status, body)),
        ReplyFacts.NONE);
  }

  private ReplyFacts facts(byte[] body) {
    try {
      Told told = dialect.told(body);
      ReplyFacts facts = new ReplyFacts(told.model(), told.usage(), told.finish(), null, List.of());
      return told.finish() == null || told.usage() != null
          ? facts
          : facts.estimating(
              WholeAnswer.usage(
                  dialect.decodeResponse(body, new Losses(Fidelity.LENIENT)), promptTokens));
    } catch (Refusal notJson) {
      return ReplyFacts.NONE;
    }
  }

  @Override
  public boolean isStream(int status, Headers headers) {
    return AnswerHeads.isGood(status) && AnswerHeads.isEventStream(headers);
  }

  @Override
  public StreamReply stream(int status, Headers headers) {
    return new RelayedStream(status, AnswerHeads.same(headers), dialect, isUsageOurs, promptTokens);
  }
}
