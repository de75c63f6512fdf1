package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.Refusal;
import java.util.List;

/// Answers that the gateway gives itself.
final class Replies {

  static final Headers JSON = Headers.of("content-type", "application/json");

  private Replies() {}

  static Reply ok(byte[] body) {
    return new Reply(200, JSON, body, ReplyFacts.NONE);
  }

  static Reply error(Dialect client, ChatError error) {
    return new Reply(error.status(), JSON, client.encodeError(error), ReplyFacts.NONE);
  }

  /// What the client asked cannot be: 400, naming the field.
  static Reply refused(Dialect client, Refusal refusal) {
    ChatError error =
        ChatError.of(400, refusal.words())
            .withCode("bad_request")
            .withField(refusal.field().isEmpty() ? null : refusal.field());
    Failure failure = new Failure.BadRequest(refusal.words());
    return new Reply(
        400, JSON, client.encodeError(error), new ReplyFacts(null, null, null, failure, List.of()));
  }

  static Reply failed(Dialect client, Failure failure) {
    return new Reply(
        failure.status(),
        JSON,
        client.encodeError(error(failure)),
        new ReplyFacts(null, null, null, failure, List.of()));
  }

  static ChatError error(Failure failure) {
    return ChatError.of(failure.status(), failure.words()).withCode(failure.code());
  }
}
