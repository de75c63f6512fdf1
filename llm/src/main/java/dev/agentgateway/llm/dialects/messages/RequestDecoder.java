package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.OutputFormat;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Role;
import dev.agentgateway.llm.chat.Thinking;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.chat.ToolChoice;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonReader;
import dev.agentgateway.llm.rules.Effort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a request of the Messages API. Used once.
final class RequestDecoder {

  private final Losses losses;
  private String model = "";
  private final List<Part> system = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable ToolChoice choice;
  private @Nullable Boolean parallelTools;
  private @Nullable Long maxTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Long topK;
  private final List<String> stop = new ArrayList<>();
  private boolean isStream;
  private Thinking.Mode mode = Thinking.Mode.UNSET;
  private @Nullable Long budget;
  private @Nullable String effort;
  private @Nullable String display;
  private @Nullable OutputFormat format;
  private @Nullable String userId;
  private @Nullable String serviceTier;

  RequestDecoder(Losses losses) {
    this.losses = losses;
  }

  ChatRequest decode(byte[] body) {
    JsonReader.read(body, json -> json.fields(field -> field(field, json)));
    if (messages.isEmpty()) {
      throw losses.refusal("messages", "expected one message or more");
    }
    if (maxTokens == null) {
      throw losses.refusal("max_tokens", "field required");
    }
    List<Message> all = new ArrayList<>();
    if (!system.isEmpty()) {
      all.add(new Message(Role.SYSTEM, system, "system"));
    }
    all.addAll(messages);
    return new ChatRequest(
        model,
        all,
        tools,
        choice,
        parallelTools,
        maxTokens,
        temperature,
        topP,
        topK,
        stop,
        isStream,
        true,
        new Thinking(mode, budget, effort, display),
        format,
        userId,
        serviceTier,
        null,
        false);
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "model" -> {
        String text = json.textOrNull();
        model = text == null ? "" : text;
      }
      case "max_tokens" -> maxTokens = json.integerOrNull();
      case "system" -> content(json, system);
      case "messages" -> json.items(i -> message(json));
      case "tools" -> json.items(i -> tools.add(ToolDecoder.decode(json, losses)));
      case "tool_choice" -> choice(json);
      case "temperature" -> temperature = ranged(json);
      case "top_p" -> topP = ranged(json);
      case "top_k" -> topK = json.integerOrNull();
      case "stop_sequences" -> json.items(i -> stop.add(json.text()));
      case "stream" -> isStream = json.bool();
      case "thinking" -> json.fields(inner -> thinking(inner, json));
      case "output_config" -> json.fields(inner -> outputConfig(inner, json));
      case "output_format" -> format(json);
      case "metadata" -> json.fields(inner -> metadata(inner, json));
      case "service_tier" -> {
        String tier = json.textOrNull();
        serviceTier = "standard_only".equals(tier) ? "default" : tier;
      }
      default -> other(field, json);
    }
  }

  private void other(String field, JsonReader json) {
    String raw = json.raw();
    if (raw.equals("null")
        || raw.equals("[]")
        || (field.equals("speed") && raw.equals("\"standard\""))) {
      return;
    }
    if (field.equals("fallbacks") && raw.equals("\"default\"")) {
      losses.drop(field);
      return;
    }
    losses.take(MessagesFields.REQUEST.rule(field), field);
  }

  private static @Nullable Double ranged(JsonReader json) {
    Double value = json.numberOrNull();
    if (value != null && (value < 0 || value > 1)) {
      throw json.refusal("%s (expected: 0 to 1)".formatted(value));
    }
    return value;
  }

  private void message(JsonReader json) {
    String at = json.path();
    List<Part> parts = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    json.fields(field -> {
      switch (field) {
        case "role" -> roles.add(json.text());
        case "content" -> content(json, parts);
        default -> losses.drop("messages[]." + field);
      }
    });
    String role = roles.isEmpty() ? "" : roles.getLast();
    messages.add(
        new Message(
            switch (role) {
              case "user" -> Role.USER;
              case "assistant" -> Role.ASSISTANT;
              case "system" -> Role.SYSTEM;
              default ->
                  throw losses.refusal(
                      at + ".role", "`%s` (expected: user, assistant or system)".formatted(role));
            },
            parts,
            at));
  }

  private void content(JsonReader json, List<Part> into) {
    if (json.isText()) {
      into.add(new Part.Text(json.text(), null));
    } else {
      json.items(i -> {
        Part part = BlockDecoder.decode(json, losses);
        if (part != null) {
          into.add(part);
        }
      });
    }
  }

  private void choice(JsonReader json) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    json.fields(field -> {
      switch (field) {
        case "type" -> types.add(json.text());
        case "name" -> names.add(json.text());
        case "disable_parallel_tool_use" -> {
          if (json.bool()) {
            parallelTools = false;
          }
        }
        default -> losses.drop("tool_choice." + field);
      }
    });
    if (types.isEmpty()) {
      return;
    }
    choice =
        switch (types.getLast()) {
          case "auto" -> new ToolChoice.Auto();
          case "any" -> new ToolChoice.Required();
          case "none" -> new ToolChoice.None();
          case "tool" -> {
            if (names.isEmpty()) {
              throw losses.refusal("tool_choice.name", "field required");
            }
            yield new ToolChoice.Named(names.getLast());
          }
          default ->
              throw losses.refusal(
                  "tool_choice.type",
                  "`%s` (expected: auto, any, tool or none)".formatted(types.getLast()));
        };
  }

  private void thinking(String field, JsonReader json) {
    switch (field) {
      case "type" ->
          mode =
              switch (json.text()) {
                case "adaptive" -> Thinking.Mode.ADAPTIVE;
                case "enabled" -> Thinking.Mode.BUDGET;
                case "disabled" -> Thinking.Mode.OFF;
                case "between_tools" -> Thinking.Mode.BETWEEN_TOOLS;
                default -> throw json.refusal("`" + json.text() + "` is no way to think");
              };
      case "budget_tokens" -> budget = json.integerOrNull();
      case "display" -> display = json.textOrNull();
      default -> losses.drop("thinking." + field);
    }
  }

  private void outputConfig(String field, JsonReader json) {
    switch (field) {
      case "effort" -> {
        String word = json.textOrNull();
        if (word != null && Effort.of(word) == null) {
          throw json.refusal("`%s` is no effort (expected: low to max)".formatted(word));
        }
        effort = word;
      }
      case "format" -> format(json);
      default -> losses.drop("output_config." + field);
    }
  }

  private void format(JsonReader json) {
    if (json.isNull()) {
      return;
    }
    List<String> schemas = new ArrayList<>();
    json.fields(field -> {
      if (field.equals("schema")) {
        schemas.add(json.raw());
      }
    });
    if (schemas.isEmpty()) {
      throw losses.refusal("output_config.format.schema", "field required");
    }
    format = new OutputFormat.Schema(null, schemas.getLast(), null);
  }

  private void metadata(String field, JsonReader json) {
    if (field.equals("user_id")) {
      userId = json.looseText();
    } else {
      losses.drop("metadata." + field);
    }
  }
}
