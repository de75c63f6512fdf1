package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.OutputFormat;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.chat.ToolChoice;
import dev.agentgateway.llm.chat.WebSearch;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.rules.Allowance;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes a request of the Messages API. Used once.
final class RequestEncoder {

  static final String EMPTY_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  private static final String FREE_FORM_SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
          + "\"required\":[\"input\"]}";

  private static final String JSON_ONLY = "Answer with a single JSON object and nothing around it.";

  /// The first version of that tool, which every model that searches takes.
  private static final String WEB_SEARCH = "web_search_20250305";

  /// The version that refuses sampling parameters, even at their defaults.
  private static final String VERSION_WITHOUT_SAMPLING = "2026-10-21";

  private static final int MARKS_MAX = 4;
  private static final int USER_ID_MAX = 256;

  private final ChatRequest request;
  private final Target target;
  private final Losses losses;
  private final ThinkingPlan thinking;
  private final Turns turns;
  private final List<Tool> tools;
  private final @Nullable ToolChoice choice;

  RequestEncoder(ChatRequest request, Target target, Losses losses) {
    this.request = request;
    this.target = target;
    this.losses = losses;
    this.thinking = ThinkingPlan.of(request, target.rules(), losses);
    this.turns = Turns.of(request, target.rules(), losses);
    boolean isUndeclared = request.tools().isEmpty() && request.hasToolHistory();
    this.tools = isUndeclared ? used(request) : allowed(request);
    this.choice = isUndeclared ? new ToolChoice.None() : choice(request);
  }

  byte[] encode() {
    return JsonBytes.object(json -> {
      BlockWriter blocks = new BlockWriter(json, target, losses, marks() - MARKS_MAX);
      json.writeStringProperty("model", request.model());
      json.writeNumberProperty("max_tokens", thinking.maxTokens());
      sampling(json);
      if (!request.stop().isEmpty()) {
        stop(json);
      }
      thinking(json);
      if (!tools.isEmpty() || request.search() != null) {
        tools(json, blocks);
      } else if (isForced(choice)) {
        throw losses.refusal("tool_choice", "a tool must be called and none is given");
      }
      system(json, blocks);
      json.writeArrayPropertyStart("messages");
      for (Message turn : turns.turns()) {
        turn(json, blocks, turn);
      }
      json.writeEndArray();
      userId(json);
      serviceTier(json);
      if (request.isStream()) {
        json.writeBooleanProperty("stream", true);
      }
    });
  }

  private void sampling(JsonGenerator json) {
    Double temperature = request.temperature();
    Double topP = request.topP();
    Allowance allowed = target.rules().sampling();
    boolean isRefused =
        allowed == Allowance.REFUSED
            || allowed == Allowance.ONLY_WITH_EFFORT_NONE
            || VERSION_WITHOUT_SAMPLING.equals(target.apiVersion())
            || (allowed == Allowance.NOT_WHILE_THINKING && thinking.isOn());
    if (isRefused) {
      dropUnlessOne("temperature", temperature);
      dropUnlessOne("top_p", topP);
      dropUnlessOne("top_k", request.topK() == null ? null : (double) request.topK());
      return;
    }
    if (temperature != null && temperature > 1) {
      losses.drop("temperature=" + temperature);
      temperature = 1.0;
    }
    if (temperature != null && topP != null && !target.rules().takesTemperatureWithTopP()) {
      dropUnlessOne("top_p", topP);
      topP = null;
    }
    JsonBytes.number(json, "temperature", temperature);
    JsonBytes.number(json, "top_p", topP);
    if (request.topK() != null) {
      json.writeNumberProperty("top_k", request.topK());
    }
  }

  private void dropUnlessOne(String field, @Nullable Double value) {
    if (value != null && value != 1) {
      losses.drop(field);
    }
  }

  private void stop(JsonGenerator json) {
    List<String> kept = new ArrayList<>();
    for (String sequence : request.stop()) {
      if (sequence.isBlank()) {
        losses.drop("stop");
      } else {
        kept.add(sequence);
      }
    }
    if (!kept.isEmpty()) {
      json.writeArrayPropertyStart("stop_sequences");
      kept.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private void thinking(JsonGenerator json) {
    if (thinking.mode() != null) {
      json.writeObjectPropertyStart("thinking");
      json.writeStringProperty("type", thinking.mode().word());
      if (thinking.budget() > 0) {
        json.writeNumberProperty("budget_tokens", thinking.budget());
      }
      JsonBytes.text(json, "display", thinking.display());
      json.writeEndObject();
    }
    String schema = schema();
    if (thinking.effort() == null && schema == null) {
      return;
    }
    json.writeObjectPropertyStart("output_config");
    if (thinking.effort() != null) {
      json.writeStringProperty("effort", thinking.effort().word());
    }
    if (schema != null) {
      json.writeObjectPropertyStart("format");
      json.writeStringProperty("type", "json_schema");
      json.writeName("schema");
      json.writeRawValue(schema);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private @Nullable String schema() {
    if (!(request.format() instanceof OutputFormat.Schema format)) {
      return null;
    }
    if (!target.rules().takesStructuredOutput()) {
      losses.choose("response_format", "the model `" + request.model() + "` takes no schema");
      return null;
    }
    return OutputSchema.fit(format.schema(), losses, "response_format");
  }

  private void tools(JsonGenerator json, BlockWriter blocks) {
    json.writeArrayPropertyStart("tools");
    for (Tool tool : tools) {
      json.writeStartObject();
      json.writeStringProperty("name", target.names().toTarget(tool.name()));
      JsonBytes.text(json, "description", tool.description());
      json.writeName("input_schema");
      boolean isStrict = Boolean.TRUE.equals(tool.strict());
      String schema = tool.schema();
      if (tool.isFreeForm()) {
        json.writeRawValue(FREE_FORM_SCHEMA);
      } else if (schema == null) {
        json.writeRawValue(EMPTY_SCHEMA);
      } else {
        json.writeRawValue(
            isStrict ? OutputSchema.fit(schema, losses, tool.at()) : typed(schema, tool.at()));
      }
      if (isStrict && target.rules().takesStructuredOutput()) {
        json.writeBooleanProperty("strict", true);
      } else if (isStrict) {
        losses.drop("tools[].strict");
      }
      blocks.mark(tool.cache());
      json.writeEndObject();
    }
    search(json);
    json.writeEndArray();
    toolChoice(json);
  }

  /// Anthropic's own search, which no other server of this dialect has.
  private void search(JsonGenerator json) {
    WebSearch search = request.search();
    if (search == null) {
      return;
    }
    if (!target.provider().equals("anthropic")) {
      throw losses.refusal(
          "web_search_options", "`" + target.provider() + "` does not search the web");
    }
    json.writeStartObject();
    json.writeStringProperty("type", WEB_SEARCH);
    json.writeStringProperty("name", "web_search");
    if (search.isLocated()) {
      json.writeObjectPropertyStart("user_location");
      json.writeStringProperty("type", "approximate");
      JsonBytes.text(json, "city", search.city());
      JsonBytes.text(json, "country", search.country());
      JsonBytes.text(json, "region", search.region());
      JsonBytes.text(json, "timezone", search.timezone());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// Anthropic wants a type; clients with functions that take nothing send `{}`.
  private String typed(String schema, String at) {
    if (!(JsonFields.scan(schema.getBytes(UTF_8)) instanceof JsonScan.Scanned(JsonFields fields))) {
      throw losses.refusal(
          at + ".function.parameters", "expected a JSON schema, which is an object");
    }
    if (fields.has("type")) {
      return schema;
    }
    String rest = schema.strip().substring(1);
    return rest.strip().equals("}") ? EMPTY_SCHEMA : "{\"type\":\"object\"," + rest;
  }

  private void toolChoice(JsonGenerator json) {
    boolean isSingle = Boolean.FALSE.equals(request.parallelTools());
    ToolChoice asked = choice == null && isSingle ? new ToolChoice.Auto() : choice;
    if (asked == null) {
      return;
    }
    if (isForced(asked) && target.rules().tools().forced() == Allowance.REFUSED) {
      losses.choose(
          "tool_choice", "the model `" + request.model() + "` cannot be made to call a tool");
      asked = new ToolChoice.Auto();
    }
    json.writeObjectPropertyStart("tool_choice");
    switch (asked) {
      case ToolChoice.Auto _ -> json.writeStringProperty("type", "auto");
      case ToolChoice.None _ -> json.writeStringProperty("type", "none");
      case ToolChoice.Required _ -> json.writeStringProperty("type", "any");
      case ToolChoice.Allowed allowed ->
          json.writeStringProperty("type", allowed.isRequired() ? "any" : "auto");
      case ToolChoice.Named(String name) -> {
        json.writeStringProperty("type", "tool");
        json.writeStringProperty("name", target.names().toTarget(name));
      }
    }
    if (isSingle && !(asked instanceof ToolChoice.None)) {
      json.writeBooleanProperty("disable_parallel_tool_use", true);
    }
    json.writeEndObject();
  }

  private void system(JsonGenerator json, BlockWriter blocks) {
    List<Part> system = new ArrayList<>(turns.system());
    if (request.format() instanceof OutputFormat.AnyObject) {
      losses.drop("response_format=json_object");
      system.add(new Part.Text(JSON_ONLY, null));
    }
    if (system.isEmpty()) {
      return;
    }
    json.writeName("system");
    content(json, blocks, system, "messages");
  }

  private static void turn(JsonGenerator json, BlockWriter blocks, Message turn) {
    json.writeStartObject();
    json.writeStringProperty(
        "role",
        switch (turn.role()) {
          case SYSTEM -> "system";
          case USER -> "user";
          case ASSISTANT -> "assistant";
        });
    json.writeName("content");
    content(json, blocks, turn.parts(), turn.at());
    json.writeEndObject();
  }

  /// One text without a mark is written as such: it is what people write, and shorter.
  private static void content(JsonGenerator json, BlockWriter blocks, List<Part> parts, String at) {
    if (parts.size() == 1
        && parts.getFirst() instanceof Part.Text(String text, CacheMark mark)
        && mark == null) {
      json.writeString(text);
    } else {
      blocks.blocks(parts, at);
    }
  }

  private void userId(JsonGenerator json) {
    String userId = request.userId();
    if (userId == null || userId.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("metadata");
    json.writeStringProperty(
        "user_id", userId.length() > USER_ID_MAX ? ToolIds.sha256(userId) : userId);
    json.writeEndObject();
  }

  private void serviceTier(JsonGenerator json) {
    String tier = request.serviceTier();
    if (tier == null) {
      return;
    }
    boolean isKnown = tier.equals("auto") || tier.equals("default");
    if (!isKnown) {
      losses.drop("service_tier=" + tier);
    }
    json.writeStringProperty("service_tier", tier.equals("default") ? "standard_only" : "auto");
  }

  /// Tools that the history used and the request forgot to declare, which Anthropic asks for.
  private static List<Tool> used(ChatRequest request) {
    Set<String> names = new LinkedHashSet<>();
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          names.add(call.name());
        }
      }
    }
    return names.stream()
        .map(name -> new Tool(name, null, null, null, false, null, "tools"))
        .toList();
  }

  private static boolean isForced(@Nullable ToolChoice choice) {
    return choice instanceof ToolChoice.Required
        || choice instanceof ToolChoice.Named
        || (choice instanceof ToolChoice.Allowed allowed && allowed.isRequired());
  }

  private static List<Tool> allowed(ChatRequest request) {
    if (!(request.toolChoice() instanceof ToolChoice.Allowed allowed)) {
      return request.tools();
    }
    return request.tools().stream().filter(tool -> allowed.names().contains(tool.name())).toList();
  }

  private static @Nullable ToolChoice choice(ChatRequest request) {
    return request.toolChoice();
  }

  private int marks() {
    int marks = 0;
    for (Tool tool : tools) {
      marks += tool.cache() == null ? 0 : 1;
    }
    marks += marks(turns.system());
    for (Message turn : turns.turns()) {
      marks += marks(turn.parts());
    }
    return marks;
  }

  private static int marks(List<Part> parts) {
    int marks = 0;
    for (Part part : parts) {
      CacheMark mark =
          switch (part) {
            case Part.Text text -> text.cache();
            case Part.Image image -> image.cache();
            case Part.Document document -> document.cache();
            case Part.ToolCall call -> call.cache();
            case Part.ToolResult result -> {
              marks += marks(result.content());
              yield result.cache();
            }
            case Part.Declined _, Part.Thinking _, Part.Redacted _ -> null;
          };
      marks += mark == null ? 0 : 1;
    }
    return marks;
  }
}
