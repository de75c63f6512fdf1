package dev.agentgateway.llm.fake.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What OpenAI would refuse in a request, in its own words.
final class CompletionsCheck {

  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "max_completion_tokens",
          "max_tokens",
          "temperature",
          "top_p",
          "frequency_penalty",
          "presence_penalty",
          "logit_bias",
          "logprobs",
          "top_logprobs",
          "n",
          "seed",
          "stop",
          "stream",
          "stream_options",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "functions",
          "function_call",
          "response_format",
          "reasoning_effort",
          "verbosity",
          "modalities",
          "audio",
          "prediction",
          "web_search_options",
          "moderation",
          "service_tier",
          "store",
          "metadata",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "safety_identifier",
          "user",
          // What other servers of this format take besides.
          "thinking",
          "reasoning",
          "cache_control");

  /// @param param the field at fault
  record Problem(String message, @Nullable String param, @Nullable String code) {}

  private final JsonNode body;
  private final List<Problem> problems = new ArrayList<>();

  private CompletionsCheck(JsonNode body) {
    this.body = body;
  }

  /// The complaints; the first is the one that is answered.
  static List<Problem> all(JsonNode body) {
    CompletionsCheck check = new CompletionsCheck(body);
    check.required();
    if (check.problems.isEmpty()) {
      check.known();
      check.kinds();
    }
    if (check.problems.isEmpty()) {
      check.numbers();
      check.stream();
      check.stop();
      check.tools();
      check.choice();
    }
    if (check.problems.isEmpty()) {
      ConversationCheck.check(body.get("messages"), check.problems);
    }
    return check.problems;
  }

  private void required() {
    if (!body.path("model").isString() || Fields.text(body, "model").isEmpty()) {
      add("you must provide a model parameter", null, null);
    }
    if (!body.has("messages")) {
      add("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
    } else if (!body.get("messages").isArray()) {
      add(
          "Invalid type for 'messages': expected an array of objects, but got something else"
              + " instead.",
          "messages",
          "invalid_type");
    } else if (body.get("messages").isEmpty()) {
      add(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty"
              + " array instead.",
          "messages",
          "empty_array");
    }
  }

  private void known() {
    for (String name : body.propertyNames()) {
      if (!KNOWN.contains(name)) {
        add("Unknown parameter: '%s'.".formatted(name), name, "unknown_parameter");
      }
    }
    if (body.path("max_tokens").isNumber() && body.path("max_completion_tokens").isNumber()) {
      add(
          "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
          "max_tokens",
          "invalid_parameter_combination");
    }
  }

  private void kinds() {
    for (String array : new String[] {"tools", "functions", "modalities"}) {
      if (Fields.isOther(body, array, true)) {
        add("Invalid type for '%s': expected an array.".formatted(array), array, "invalid_type");
      }
    }
    for (String object : new String[] {"stream_options", "response_format", "metadata", "audio"}) {
      if (Fields.isOther(body, object, false)) {
        add("Invalid type for '%s': expected an object.".formatted(object), object, "invalid_type");
      }
    }
  }

  private void numbers() {
    range("temperature", 0, 2);
    range("top_p", 0, 1);
    range("frequency_penalty", -2, 2);
    range("presence_penalty", -2, 2);
    range("n", 1, 128);
    range("top_logprobs", 0, 20);
    range("max_tokens", 1, Integer.MAX_VALUE);
    range("max_completion_tokens", 1, Integer.MAX_VALUE);
  }

  private void range(String name, int min, int max) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isNumber()) {
      add("Invalid type for '%s': expected a number.".formatted(name), name, "invalid_type");
    } else if (value.doubleValue() > max) {
      add(
          "Invalid '%s': decimal above maximum value. Expected a value <= %d, but got %s instead."
              .formatted(name, max, value),
          name,
          "decimal_above_max_value");
    } else if (value.doubleValue() < min) {
      add(
          "Invalid '%s': decimal below minimum value. Expected a value >= %d, but got %s instead."
              .formatted(name, min, value),
          name,
          "decimal_below_min_value");
    }
  }

  private void stream() {
    JsonNode stream = body.path("stream");
    if (!stream.isMissingNode() && !stream.isNull() && !stream.isBoolean()) {
      add("Invalid type for 'stream': expected a boolean.", "stream", "invalid_type");
    } else if (body.path("stream_options").isObject() && !stream.asBoolean(false)) {
      add(
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options",
          null);
    }
  }

  private void stop() {
    JsonNode stop = body.path("stop");
    if (stop.isArray() && stop.size() > 4) {
      add(
          ("Invalid 'stop': array too long. Expected an array with maximum length 4, but got an"
                  + " array"
                  + " with length %d instead.")
              .formatted(stop.size()),
          "stop",
          "array_above_max_length");
    }
  }

  private void tools() {
    JsonNode tools = body.path("tools");
    if (tools.isArray() && tools.isEmpty()) {
      add(
          "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an"
              + " empty array"
              + " instead.",
          "tools",
          "empty_array");
    }
    for (int i = 0; i < Fields.list(tools).size(); i++) {
      String type = Fields.text(tools.get(i), "type");
      if (type.equals("function")) {
        name(
            "tools[%d].function.name".formatted(i),
            Fields.text(tools.get(i).path("function"), "name"));
      } else if (!type.equals("custom")) {
        add(
            "Invalid value: '%s'. Supported values are: 'function' and 'custom'.".formatted(type),
            "tools[%d].type".formatted(i),
            "invalid_value");
      }
    }
  }

  private void name(String path, String name) {
    if (name.length() > 64) {
      add(
          ("Invalid '%s': string too long. Expected a string with maximum length 64, but got a"
                  + " string"
                  + " with length %d instead.")
              .formatted(path, name.length()),
          path,
          "string_above_max_length");
    } else if (!name.matches("[a-zA-Z0-9_-]+")) {
      add(
          ("Invalid '%s': string does not match pattern. Expected a string that matches the pattern"
                  + " '^[a-zA-Z0-9_-]+$'.")
              .formatted(path),
          path,
          "invalid_value");
    }
  }

  private void choice() {
    JsonNode choice = body.path("tool_choice");
    boolean hasTools = !body.path("tools").isEmpty();
    if (choice.isMissingNode() || choice.isNull()) {
      return;
    }
    if (!hasTools && !choice.asString("").equals("none")) {
      add(
          "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are"
              + " specified.",
          "tool_choice",
          null);
    }
    if (choice.isString() && !Set.of("none", "auto", "required").contains(choice.stringValue())) {
      add(
          "Invalid value: '%s'. Supported values are: 'none', 'auto', and 'required'."
              .formatted(choice.stringValue()),
          "tool_choice",
          "invalid_value");
    }
    if (Fields.text(choice, "type").equals("function")) {
      Set<String> names = new HashSet<>();
      Fields.list(body.path("tools"))
          .forEach(tool -> names.add(Fields.text(tool.path("function"), "name")));
      String name = Fields.text(choice.path("function"), "name");
      if (!names.contains(name)) {
        add(
            ("Invalid value for 'tool_choice': no function named '%s' was specified in the"
                    + " 'tools' parameter.")
                .formatted(name),
            "tool_choice",
            null);
      }
    }
  }

  private void add(String message, @Nullable String param, @Nullable String code) {
    problems.add(new Problem(message, param, code));
  }
}
