package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.OutputFormat;
import dev.agentgateway.llm.chat.Thinking;
import dev.agentgateway.llm.chat.WebSearch;
import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.json.JsonReader;
import dev.agentgateway.llm.rules.Effort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a request of chat completions. Used once.
final class RequestDecoder {

  private static final int STOP_MAX = 4;

  private final Losses losses;
  private final ToolsDecoder tools;
  private final MessagesDecoder messages;
  private String model = "";
  private @Nullable Boolean parallelTools;
  private @Nullable Long maxTokens;
  private @Nullable Long maxCompletionTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private final List<String> stop = new ArrayList<>();
  private boolean isStream;
  private boolean isUsageAsked;
  private Thinking.Mode thinkingMode = Thinking.Mode.UNSET;
  private @Nullable Long budget;
  private @Nullable String effort;
  private @Nullable String display;
  private @Nullable OutputFormat format;
  private @Nullable String user;
  private @Nullable String safetyIdentifier;
  private @Nullable String serviceTier;
  private @Nullable WebSearch search;

  RequestDecoder(Losses losses) {
    this.losses = losses;
    this.tools = new ToolsDecoder(losses);
    this.messages = new MessagesDecoder(losses);
  }

  ChatRequest decode(byte[] body) {
    JsonReader.read(body, json -> json.fields(field -> field(field, json)));
    List<Message> read = messages.messages();
    if (read.isEmpty()) {
      throw new Refusal("messages", "messages: expected one message or more");
    }
    return new ChatRequest(
        model,
        read,
        tools.tools(),
        tools.choice(),
        tools.isLegacy() ? Boolean.FALSE : parallelTools,
        maxCompletionTokens != null ? maxCompletionTokens : maxTokens,
        temperature,
        topP,
        null,
        stop,
        isStream,
        isUsageAsked,
        new Thinking(thinkingMode, budget, effort, display),
        format,
        safetyIdentifier != null ? safetyIdentifier : user,
        serviceTier,
        search,
        tools.isLegacy());
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "model" -> {
        String text = json.textOrNull();
        model = text == null ? "" : text;
      }
      case "messages" -> messages.read(json);
      case "tools" -> tools.readTools(json);
      case "tool_choice" -> tools.readChoice(json);
      case "functions" -> tools.readFunctions(json);
      case "function_call" -> tools.readFunctionCall(json);
      case "parallel_tool_calls" -> parallelTools = json.boolOrNull();
      case "max_completion_tokens" -> maxCompletionTokens = limit(json);
      case "max_tokens" -> maxTokens = limit(json);
      case "temperature" -> temperature = ranged(json, 2);
      case "top_p" -> topP = ranged(json, 1);
      case "stop" -> stop(json);
      case "stream" -> isStream = json.bool();
      case "stream_options" ->
          json.fields(option -> {
            if (option.equals("include_usage")) {
              isUsageAsked = json.bool();
            }
          });
      case "response_format" -> format(json);
      case "reasoning_effort" -> effort(json);
      case "reasoning" -> reasoning(json);
      case "thinking" -> thinking(json);
      case "safety_identifier" -> safetyIdentifier = json.textOrNull();
      case "user" -> user = json.textOrNull();
      case "service_tier" -> serviceTier = json.textOrNull();
      case "web_search_options" -> search = search(json);
      case "cache_control" -> messages.markLast(MessagesDecoder.mark(json));
      default -> other(field, json);
    }
  }

  private void other(String field, JsonReader json) {
    FieldRule rule = CompletionsFields.REQUEST.rule(field);
    String raw = json.raw();
    if (!CompletionsFields.isHarmless(field, raw)) {
      losses.take(rule, field);
    }
  }

  private static @Nullable Long limit(JsonReader json) {
    Long value = json.integerOrNull();
    if (value != null && value < 1) {
      throw json.refusal("%d (expected: 1 or more)".formatted(value));
    }
    return value;
  }

  private static @Nullable Double ranged(JsonReader json, double max) {
    Double value = json.numberOrNull();
    if (value != null && (value < 0 || value > max)) {
      throw json.refusal("%s (expected: 0 to %.0f)".formatted(value, max));
    }
    return value;
  }

  private void stop(JsonReader json) {
    if (json.isText()) {
      stop.add(json.text());
    } else {
      json.items(_ -> stop.add(json.text()));
    }
    if (stop.size() > STOP_MAX) {
      throw new Refusal(
          "stop", "stop: %d sequences (expected: at most %d)".formatted(stop.size(), STOP_MAX));
    }
  }

  private void effort(JsonReader json) {
    String word = json.textOrNull();
    if (word != null && Effort.of(word) == null) {
      throw json.refusal("`%s` is no effort (expected: none to max)".formatted(word));
    }
    effort = word;
  }

  /// `reasoning: {effort, max_tokens, enabled}`, as OpenRouter has it.
  private void reasoning(JsonReader json) {
    json.fields(field -> {
      switch (field) {
        case "effort" -> effort(json);
        case "max_tokens" -> {
          budget = json.integerOrNull();
          thinkingMode = budget == null ? thinkingMode : Thinking.Mode.BUDGET;
        }
        case "enabled" -> {
          if (Boolean.FALSE.equals(json.boolOrNull())) {
            thinkingMode = Thinking.Mode.OFF;
          }
        }
        default -> losses.drop("reasoning." + field);
      }
    });
  }

  /// Anthropic's `thinking`, which its own layer for this dialect also takes.
  private void thinking(JsonReader json) {
    json.fields(field -> {
      switch (field) {
        case "type" ->
            thinkingMode =
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
    });
  }

  private void format(JsonReader json) {
    FormatFields read = new FormatFields();
    json.fields(field -> {
      switch (field) {
        case "type" -> read.type = json.text();
        case "json_schema" ->
            json.fields(inner -> {
              switch (inner) {
                case "name" -> read.name = json.textOrNull();
                case "schema" -> read.schema = json.raw();
                case "strict" -> read.strict = json.boolOrNull();
                default -> {
                  // The description is for people.
                }
              }
            });
        default -> losses.drop("response_format." + field);
      }
    });
    format =
        switch (read.type) {
          case "text", "" -> null;
          case "json_object" -> new OutputFormat.AnyObject();
          case "json_schema" -> {
            String schema = read.schema;
            if (schema == null) {
              throw json.refusal("json_schema.schema is missing");
            }
            yield new OutputFormat.Schema(read.name, schema, read.strict);
          }
          default ->
              throw losses.refusal(
                  "response_format.type",
                  "`%s` (expected: text, json_object or json_schema)".formatted(read.type));
        };
  }

  private @Nullable WebSearch search(JsonReader json) {
    if (json.isNull()) {
      return null;
    }
    Map<String, String> place = new HashMap<>();
    json.fields(field -> {
      switch (field) {
        case "user_location" ->
            json.fields(inner -> {
              if (inner.equals("approximate")) {
                json.fields(each -> {
                  String text = json.textOrNull();
                  if (text != null) {
                    place.put(each, text);
                  }
                });
              }
            });
        case "search_context_size" -> {
          if (!json.isNull() && !json.text().equals("medium")) {
            losses.drop("web_search_options.search_context_size=" + json.text());
          }
        }
        default -> losses.drop("web_search_options." + field);
      }
    });
    return new WebSearch(
        !place.isEmpty(),
        place.get("city"),
        place.get("country"),
        place.get("region"),
        place.get("timezone"));
  }

  private static final class FormatFields {
    String type = "";
    @Nullable String name;
    @Nullable String schema;
    @Nullable Boolean strict;
  }
}
