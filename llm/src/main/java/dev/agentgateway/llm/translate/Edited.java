package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import dev.agentgateway.llm.splice.JsonSplice;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client's body with everything that resources say applied, still in its dialect.
///
/// ```
/// overrides ─▶ defaults ─▶ prompts ─▶ model: the provider's, else the alias of the client's
/// ```
record Edited(JsonFields body, String model) {

  static Edited of(JsonFields body, Dialect client, Upstream upstream, ChatSettings settings) {
    JsonSplice fields = body.splice();
    settings.overrides().forEach(fields::set);
    for (Map.Entry<String, JsonNode> each : settings.defaults().entrySet()) {
      if (!body.has(each.getKey()) && !settings.overrides().containsKey(each.getKey())) {
        fields.set(each.getKey(), each.getValue());
      }
    }
    JsonFields set = scanned(fields, body);
    if (!settings.prepend().isEmpty() || !settings.append().isEmpty()) {
      set = prompted(set, client, settings);
    }
    String asked = set.text("model");
    String model = model(asked, upstream, settings);
    if (!model.equals(asked)) {
      set = scanned(set.splice().set("model", model), set);
    }
    return new Edited(set, model);
  }

  boolean isStream() {
    return body.isTrue("stream");
  }

  boolean isUsageAsked() {
    JsonNode options = body.value("stream_options");
    return options != null && options.path("include_usage").asBoolean(false);
  }

  /// What the log tells of a request.
  static CallFacts facts(String operation, JsonFields body) {
    Long limit = body.integer("max_completion_tokens");
    return new CallFacts(
        operation,
        body.text("model"),
        body.isTrue("stream"),
        body.number("temperature"),
        body.number("top_p"),
        limit == null ? body.integer("max_tokens") : limit,
        body.number("frequency_penalty"),
        body.number("presence_penalty"),
        body.integer("seed"));
  }

  static String model(@Nullable String asked, Upstream upstream, ChatSettings settings) {
    String own = upstream.own().model();
    if (own != null && !own.isEmpty()) {
      return own;
    }
    if (asked == null || asked.isEmpty()) {
      throw new Refusal("model", "model not specified");
    }
    return Settings.alias(settings.modelAliases(), asked);
  }

  private static JsonFields prompted(JsonFields body, Dialect client, ChatSettings settings) {
    try {
      return scanned(client.prompted(body, settings.prepend(), settings.append()), body);
    } catch (IllegalArgumentException noArray) {
      throw new Refusal("messages", String.valueOf(noArray.getMessage()));
    }
  }

  private static JsonFields scanned(JsonSplice splice, JsonFields before) {
    if (splice.isUnchanged()) {
      return before;
    }
    return switch (JsonFields.scan(splice.bytes())) {
      case JsonScan.Scanned(JsonFields fields) -> fields;
      case JsonScan.Malformed malformed -> throw new Refusal("", malformed.message());
    };
  }
}
