package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.dialect.AnswerHeaders;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.Model;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.dialect.StreamEncoder;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.dialect.Told;
import dev.agentgateway.llm.fidelity.FieldTable;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.names.ToolNames;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import dev.agentgateway.llm.splice.JsonSplice;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.List;

/// Anthropic's Messages API.
public final class Messages implements Dialect {

  /// Of an event of content without its text: type, index and the names around it.
  private static final int EVENT_FRAME_CHARS = 82;

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public String title() {
    return "messages";
  }

  @Override
  public String headerPrefix() {
    return "anthropic-";
  }

  @Override
  public FieldTable requestFields() {
    return MessagesFields.REQUEST;
  }

  @Override
  public FieldTable responseFields() {
    return MessagesFields.RESPONSE;
  }

  @Override
  public ChatRequest decodeRequest(byte[] body, Losses losses) {
    return new RequestDecoder(losses).decode(body);
  }

  @Override
  public byte[] encodeRequest(ChatRequest request, Target target, Losses losses) {
    return new RequestEncoder(request, target, losses).encode();
  }

  @Override
  public ToolNames toolNames() {
    return ToolNames.anthropic();
  }

  @Override
  public JsonSplice prompted(JsonFields body, List<PromptMessage> head, List<PromptMessage> tail) {
    return Prompts.add(body, head, tail);
  }

  @Override
  public JsonFields withoutForeign(JsonFields body) {
    return ForeignHistory.removed(body);
  }

  @Override
  public ChatResponse decodeResponse(byte[] body, Losses losses) {
    return new ResponseDecoder().decode(body, losses);
  }

  @Override
  public byte[] encodeResponse(ChatResponse response, Asked asked, Losses losses) {
    return ResponseEncoder.encode(response, asked, losses);
  }

  @Override
  public Told told(byte[] body) {
    return new ResponseDecoder().told(body);
  }

  @Override
  public StreamDecoder decodeStream() {
    return new MessagesStreamDecoder();
  }

  @Override
  public StreamEncoder encodeStream(Asked asked, Losses losses) {
    return new MessagesStreamEncoder(asked, losses);
  }

  @Override
  public void writeStreamError(ChatError error, SseWriter out) {
    out.event("error", MessagesErrors.encode(error));
  }

  @Override
  public void writePing(SseWriter out) {
    out.event("ping", "{\"type\":\"ping\"}");
  }

  @Override
  public boolean isTelling(SseEvent event) {
    return !("content_block_delta".equals(event.name()) || "ping".equals(event.name()));
  }

  @Override
  public boolean isPing(SseEvent event) {
    return "ping".equals(event.name());
  }

  /// An event carries a few tokens, of about four characters each.
  @Override
  public long tokens(long events, long dataChars) {
    return Math.max(events, (dataChars - events * EVENT_FRAME_CHARS) / 4);
  }

  @Override
  public String answerField() {
    return "content";
  }

  @Override
  public ChatError decodeError(int status, byte[] body) {
    return MessagesErrors.decode(status, body);
  }

  @Override
  public byte[] encodeError(ChatError error) {
    return MessagesErrors.encode(error);
  }

  @Override
  public byte[] withRequestId(byte[] error, String id) {
    return JsonFields.scan(error) instanceof JsonScan.Scanned(JsonFields fields)
            && fields.text("request_id") == null
        ? fields.splice().set("request_id", id).bytes()
        : error;
  }

  @Override
  public AnswerHeaders readHeaders(Headers headers) {
    return MessagesHeaders.read(headers);
  }

  @Override
  public void writeHeaders(AnswerHeaders answer, Headers.Builder headers) {
    MessagesHeaders.write(answer, headers);
  }

  @Override
  public byte[] encodeModels(List<Model> models) {
    return ModelList.encode(models);
  }

  @Override
  public List<Model> decodeModels(byte[] body) {
    return ModelList.decode(body);
  }
}
