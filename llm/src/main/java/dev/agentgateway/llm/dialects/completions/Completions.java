package dev.agentgateway.llm.dialects.completions;

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
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import dev.agentgateway.llm.names.ToolNames;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonSplice;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// OpenAI's chat completions.
public final class Completions implements Dialect {

  private static final Pattern WITHOUT_CHOICES = Pattern.compile("\"choices\"\\s*:\\s*\\[\\s*]");

  @Override
  public String name() {
    return "completions";
  }

  @Override
  public String title() {
    return "chat completions";
  }

  @Override
  public String headerPrefix() {
    return "openai-";
  }

  @Override
  public FieldTable requestFields() {
    return CompletionsFields.REQUEST;
  }

  @Override
  public FieldTable responseFields() {
    return CompletionsFields.RESPONSE;
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
    return ToolNames.openAi();
  }

  @Override
  public JsonSplice prompted(JsonFields body, List<PromptMessage> head, List<PromptMessage> tail) {
    return body.splice().prepend("messages", nodes(head)).append("messages", nodes(tail));
  }

  private static List<JsonNode> nodes(List<PromptMessage> prompts) {
    List<JsonNode> nodes = new ArrayList<>();
    for (PromptMessage prompt : prompts) {
      nodes.add(
          JsonNodeFactory.instance
              .objectNode()
              .put("role", prompt.role().toLowerCase(Locale.ROOT))
              .put("content", prompt.content()));
    }
    return nodes;
  }

  @Override
  public void askUsage(JsonSplice body) {
    body.setIn("stream_options", "include_usage", BooleanNode.TRUE);
  }

  @Override
  public ChatResponse decodeResponse(byte[] body, Losses losses) {
    return ResponseDecoder.decode(body, losses);
  }

  @Override
  public byte[] encodeResponse(ChatResponse response, Asked asked, Losses losses) {
    return new ResponseEncoder(response, asked, losses).encode();
  }

  @Override
  public Told told(byte[] body) {
    return ResponseDecoder.told(body);
  }

  @Override
  public StreamDecoder decodeStream() {
    return new CompletionsStreamDecoder();
  }

  @Override
  public StreamEncoder encodeStream(Asked asked, Losses losses) {
    return new CompletionsStreamEncoder(asked, losses);
  }

  @Override
  public void writeStreamError(ChatError error, SseWriter out) {
    out.data(CompletionsErrors.encode(error));
  }

  /// A comment: typed clients break on an event that is no chunk.
  @Override
  public void writePing(SseWriter out) {
    out.comment("");
  }

  @Override
  public boolean isTelling(SseEvent event) {
    String data = event.data();
    return event.isDone()
        || isSet(data, "\"finish_reason\"")
        || isSet(data, "\"usage\"")
        || isSet(data, "\"error\"");
  }

  /// An event carries one token.
  @Override
  public long tokens(long events, long dataChars) {
    return events;
  }

  @Override
  public String answerField() {
    return "choices";
  }

  @Override
  public boolean isUsageOnly(SseEvent event) {
    if (!isSet(event.data(), "\"usage\"")) {
      return false;
    }
    return WITHOUT_CHOICES.matcher(event.data()).find();
  }

  /// Whether a field is there and not null.
  private static boolean isSet(String data, String quotedName) {
    int at = data.indexOf(quotedName);
    while (at >= 0) {
      int value = at + quotedName.length();
      while (value < data.length() && " \t:".indexOf(data.charAt(value)) >= 0) {
        value++;
      }
      if (value < data.length() && data.charAt(value) != 'n') {
        return true;
      }
      at = data.indexOf(quotedName, value);
    }
    return false;
  }

  @Override
  public ChatError decodeError(int status, byte[] body) {
    return CompletionsErrors.decode(status, body);
  }

  @Override
  public byte[] encodeError(ChatError error) {
    return CompletionsErrors.encode(error);
  }

  @Override
  public AnswerHeaders readHeaders(Headers headers) {
    return CompletionsHeaders.read(headers);
  }

  @Override
  public void writeHeaders(AnswerHeaders answer, Headers.Builder headers) {
    CompletionsHeaders.write(answer, headers);
  }

  @Override
  public byte[] encodeModels(List<Model> models) {
    return JsonBytes.object(json -> {
      json.writeStringProperty("object", "list");
      json.writeArrayPropertyStart("data");
      for (Model model : models) {
        json.writeStartObject();
        json.writeStringProperty("id", model.id());
        json.writeStringProperty("object", "model");
        json.writeNumberProperty("created", model.created());
        json.writeStringProperty("owned_by", "");
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  @Override
  public List<Model> decodeModels(byte[] body) {
    List<Model> models = new ArrayList<>();
    JsonReader.read(
        body,
        json ->
            json.fields(field -> {
              if (field.equals("data")) {
                json.items(i -> models.add(model(json)));
              }
            }));
    return models;
  }

  private static Model model(JsonReader json) {
    List<String> ids = new ArrayList<>(List.of(""));
    List<Long> created = new ArrayList<>(List.of(0L));
    json.fields(field -> {
      switch (field) {
        case "id" -> ids.add(json.text());
        case "created" -> created.add(json.integer());
        default -> {
          // Who owns it.
        }
      }
    });
    return new Model(ids.getLast(), ids.getLast(), created.getLast());
  }
}
