package dev.agentgateway.llm.dialect;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.fidelity.FieldTable;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.names.ToolNames;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonSplice;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.List;

/// A body format: read into the canonical model, and written from it.
///
/// A member of the family `dialects` is one folder and one line in `dialects.Dialects`. Its readers
/// and writers throw [dev.agentgateway.llm.fidelity.Refusal] for what cannot be.
public interface Dialect {

  /// `completions`, `messages`. Providers name the dialects they speak by it.
  String name();

  /// As people call it.
  String title();

  /// How headers begin that only servers of this dialect understand.
  String headerPrefix();

  /// What becomes of each field of a request in another dialect.
  FieldTable requestFields();

  /// What becomes of each field of an answer in another dialect.
  FieldTable responseFields();

  ChatRequest decodeRequest(byte[] body, Losses losses);

  byte[] encodeRequest(ChatRequest request, Target target, Losses losses);

  ToolNames toolNames();

  /// A change that puts prompts before and after the client's messages.
  ///
  /// @throws IllegalArgumentException when what stands there takes none
  JsonSplice prompted(JsonFields body, List<PromptMessage> head, List<PromptMessage> tail);

  /// Makes a streamed answer tell its usage, where that must be asked for.
  default void askUsage(JsonSplice body) {}

  /// The body without what another provider put into the history and this one would refuse.
  default JsonFields withoutForeign(JsonFields body) {
    return body;
  }

  ChatResponse decodeResponse(byte[] body, Losses losses);

  byte[] encodeResponse(ChatResponse response, Asked asked, Losses losses);

  /// Reads no more of an answer than what the log needs.
  Told told(byte[] body);

  StreamDecoder decodeStream();

  /// @param losses gathers what the events cannot carry; never refuses
  StreamEncoder encodeStream(Asked asked, Losses losses);

  /// An error event inside a stream. Nothing follows it.
  void writeStreamError(ChatError error, SseWriter out);

  /// What may stand in a silence, between any two events.
  void writePing(SseWriter out);

  /// Whether an event may tell more than content: model, usage, the end, an error. A quick look,
  /// for streams that pass unchanged.
  boolean isTelling(SseEvent event);

  /// Whether an event is there only so that the stream is not silent.
  default boolean isPing(SseEvent event) {
    return false;
  }

  /// How many tokens, about, so many events of content carry. A stream that broke did not tell.
  ///
  /// @param dataChars of their data, all together
  long tokens(long events, long dataChars);

  /// The top-level field without which a whole body is no answer.
  String answerField();

  /// Whether an event holds usage and nothing else, there only because it was asked for.
  default boolean isUsageOnly(SseEvent event) {
    return false;
  }

  ChatError decodeError(int status, byte[] body);

  byte[] encodeError(ChatError error);

  /// An error with the id of its request, unless it has one or the format has no field for it.
  default byte[] withRequestId(byte[] error, String id) {
    return error;
  }

  /// Request ids and rate limits in the names of this dialect, from its own.
  AnswerHeaders readHeaders(Headers headers);

  void writeHeaders(AnswerHeaders answer, Headers.Builder headers);

  /// Response to a question for models, whose items are `models`.
  byte[] encodeModels(List<Model> models);

  List<Model> decodeModels(byte[] body);
}
