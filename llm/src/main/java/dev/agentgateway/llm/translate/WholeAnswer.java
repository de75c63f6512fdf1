package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonKind;
import dev.agentgateway.llm.splice.JsonScan;
import dev.agentgateway.llm.tokens.TokenEstimate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether a body that came with a good status is what the status says. Some upstreams answer 200
/// with a page of HTML, with nothing, or with an error.
final class WholeAnswer {

  private WholeAnswer() {}

  /// What is wrong with a body that will be read: it must hold an answer.
  static @Nullable Failure faultToRead(Dialect spoken, byte[] body) {
    Failure fault = fault(spoken, body);
    if (fault == null
        && JsonFields.scan(body) instanceof JsonScan.Scanned(JsonFields fields)
        && !fields.has(spoken.answerField())) {
      return new Failure.UpstreamMalformed(
          "its body has no field \"%s\"".formatted(spoken.answerField()));
    }
    return fault;
  }

  /// What is wrong with a body that passes; fields that we do not know are its own matter.
  static @Nullable Failure fault(Dialect spoken, byte[] body) {
    return switch (JsonFields.scan(body)) {
      case JsonScan.Malformed malformed ->
          new Failure.UpstreamMalformed(
              "its status is good and its body no JSON object: " + malformed.message());
      case JsonScan.Scanned(JsonFields fields) ->
          isError(spoken, fields) ? told(spoken.decodeError(STATUS, body)) : null;
    };
  }

  /// About what an answer took that does not tell.
  static Usage usage(ChatResponse response, LongSupplier promptTokens) {
    return Usage.of(promptTokens.getAsLong(), TokenEstimate.answer(response.parts()));
  }

  /// An error that came with a good status says nothing of its own status.
  private static final int STATUS = 502;

  private static boolean isError(Dialect spoken, JsonFields fields) {
    return !fields.has(spoken.answerField())
        && fields.has("error")
        && fields.kind("error") == JsonKind.OBJECT;
  }

  private static Failure told(ChatError error) {
    return new Failure.UpstreamError(error.status(), error.type(), error.message());
  }
}
