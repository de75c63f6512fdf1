package dev.agentgateway.llm.dialects.completions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.OutputFormat;
import dev.agentgateway.llm.chat.Role;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.chat.ToolChoice;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes a request of chat completions. Used once.
final class RequestEncoder {

  private static final int STOP_MAX = 4;
  private static final int USER_ID_MAX = 128;

  private final ChatRequest request;
  private final Target target;
  private final Losses losses;
  private final EffortPlan effort;

  /// Whether this is a model of OpenAI itself, which knows the newest fields.
  private final boolean isOpenAi;

  RequestEncoder(ChatRequest request, Target target, Losses losses) {
    this.request = request;
    this.target = target;
    this.losses = losses;
    this.effort = EffortPlan.of(request, target.rules(), losses);
    this.isOpenAi = target.rules().takesMaxCompletionTokens();
  }

  byte[] encode() {
    check();
    return JsonBytes.object(json -> {
      json.writeStringProperty("model", request.model());
      if (request.maxTokens() != null) {
        json.writeNumberProperty(
            isOpenAi ? "max_completion_tokens" : "max_tokens", request.maxTokens());
      }
      sampling(json);
      stop(json);
      if (effort.effort() != null) {
        json.writeStringProperty("reasoning_effort", effort.effort().word());
      }
      format(json);
      if (!request.tools().isEmpty()) {
        tools(json);
      }
      json.writeArrayPropertyStart("messages");
      MessageWriter messages = new MessageWriter(json, target, losses);
      request.messages().forEach(messages::write);
      json.writeEndArray();
      userId(json);
      JsonBytes.text(json, "service_tier", request.serviceTier());
      stream(json);
    });
  }

  private void check() {
    if (request.maxTokens() != null && request.maxTokens() <= 0) {
      throw losses.refusal("max_tokens", request.maxTokens() + " (expected: 1 or more)");
    }
    for (Message message : request.messages()) {
      if (message.role() == Role.USER && message.parts().isEmpty()) {
        throw losses.refusal(message.at() + ".content", "expected a message with content");
      }
    }
    boolean isForced =
        request.toolChoice() instanceof ToolChoice.Required
            || request.toolChoice() instanceof ToolChoice.Named;
    if (isForced && request.tools().isEmpty()) {
      throw losses.refusal("tool_choice", "a tool must be called and none is given");
    }
    if (request.messages().getLast().role() == Role.ASSISTANT) {
      losses.choose("messages", "the upstream cannot continue an assistant's message");
    }
  }

  private void sampling(JsonGenerator json) {
    if (effort.isSampled()) {
      JsonBytes.number(json, "temperature", request.temperature());
      JsonBytes.number(json, "top_p", request.topP());
    } else {
      dropUnlessOne("temperature", request.temperature());
      dropUnlessOne("top_p", request.topP());
    }
    if (request.topK() != null) {
      losses.drop("top_k");
    }
  }

  private void dropUnlessOne(String field, @Nullable Double value) {
    if (value != null && value != 1) {
      losses.drop(field);
    }
  }

  private void stop(JsonGenerator json) {
    List<String> stop = request.stop();
    if (stop.isEmpty()) {
      return;
    }
    if (stop.size() > STOP_MAX) {
      throw losses.refusal(
          "stop_sequences", "%d sequences (expected: at most %d)".formatted(stop.size(), STOP_MAX));
    }
    if (!target.rules().takesStop()) {
      losses.drop("stop_sequences");
      return;
    }
    json.writeArrayPropertyStart("stop");
    stop.forEach(json::writeString);
    json.writeEndArray();
  }

  private void format(JsonGenerator json) {
    switch (request.format()) {
      case null -> {}
      case OutputFormat.AnyObject _ -> {
        json.writeObjectPropertyStart("response_format");
        json.writeStringProperty("type", "json_object");
        json.writeEndObject();
      }
      case OutputFormat.Schema(String name, String schema, Boolean strict) -> {
        json.writeObjectPropertyStart("response_format");
        json.writeStringProperty("type", "json_schema");
        json.writeObjectPropertyStart("json_schema");
        json.writeStringProperty("name", name == null ? "response" : name);
        json.writeName("schema");
        json.writeRawValue(schema);
        if (strict(strict == null || strict, schema, "output_config.format")) {
          json.writeBooleanProperty("strict", true);
        }
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  private boolean strict(@Nullable Boolean asked, @Nullable String schema, String field) {
    if (asked == null || !asked) {
      return false;
    }
    boolean isStrict = schema != null && StrictSchema.isStrict(schema);
    if (!isStrict) {
      losses.drop(field + ".strict");
    }
    return isStrict;
  }

  private void tools(JsonGenerator json) {
    json.writeArrayPropertyStart("tools");
    for (Tool tool : request.tools()) {
      json.writeStartObject();
      json.writeStringProperty("type", "function");
      json.writeObjectPropertyStart("function");
      json.writeStringProperty("name", target.names().toTarget(tool.name()));
      JsonBytes.text(json, "description", tool.description());
      if (tool.schema() != null) {
        json.writeName("parameters");
        json.writeRawValue(tool.schema());
      }
      if (strict(tool.strict(), tool.schema(), "tools[]")) {
        json.writeBooleanProperty("strict", true);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    choice(json);
    if (Boolean.FALSE.equals(request.parallelTools()) && target.rules().tools().parallel()) {
      json.writeBooleanProperty("parallel_tool_calls", false);
    }
  }

  private void choice(JsonGenerator json) {
    switch (request.toolChoice()) {
      case null -> {}
      case ToolChoice.Auto _ -> json.writeStringProperty("tool_choice", "auto");
      case ToolChoice.None _ -> json.writeStringProperty("tool_choice", "none");
      case ToolChoice.Required _ -> json.writeStringProperty("tool_choice", "required");
      case ToolChoice.Named(String name) -> {
        json.writeObjectPropertyStart("tool_choice");
        function(json, name);
        json.writeEndObject();
      }
      case ToolChoice.Allowed(boolean isRequired, List<String> names) -> {
        json.writeObjectPropertyStart("tool_choice");
        json.writeStringProperty("type", "allowed_tools");
        json.writeObjectPropertyStart("allowed_tools");
        json.writeStringProperty("mode", isRequired ? "required" : "auto");
        json.writeArrayPropertyStart("tools");
        for (String name : names) {
          json.writeStartObject();
          function(json, name);
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  private void function(JsonGenerator json, String name) {
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", target.names().toTarget(name));
    json.writeEndObject();
  }

  private void userId(JsonGenerator json) {
    String userId = request.userId();
    if (userId == null || userId.isEmpty()) {
      return;
    }
    json.writeStringProperty(
        isOpenAi ? "safety_identifier" : "user",
        userId.length() > USER_ID_MAX ? sha256(userId) : userId);
  }

  private void stream(JsonGenerator json) {
    if (!request.isStream()) {
      return;
    }
    json.writeBooleanProperty("stream", true);
    json.writeObjectPropertyStart("stream_options");
    json.writeBooleanProperty("include_usage", true);
    if (isOpenAi) {
      json.writeBooleanProperty("include_obfuscation", false);
    }
    json.writeEndObject();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
