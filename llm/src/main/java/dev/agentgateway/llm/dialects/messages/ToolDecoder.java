package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// Reads one of `tools`. Used once.
final class ToolDecoder {

  private String type = "custom";
  private String name = "";
  private @Nullable String description;
  private @Nullable String schema;
  private @Nullable Boolean strict;
  private @Nullable CacheMark cache;

  private ToolDecoder() {}

  static Tool decode(JsonReader json, Losses losses) {
    return new ToolDecoder().read(json, losses);
  }

  private Tool read(JsonReader json, Losses losses) {
    String at = json.path();
    json.fields(field -> field(field, json, losses));
    if (!type.equals("custom")) {
      losses.take(MessagesFields.REQUEST.rule("tools[].type"), at + ".type");
    }
    if (name.isEmpty()) {
      throw losses.refusal(at + ".name", "field required");
    }
    return new Tool(name, description, schema, strict, false, cache, at);
  }

  private void field(String field, JsonReader json, Losses losses) {
    switch (field) {
      case "type" -> {
        String given = json.textOrNull();
        type = given == null ? type : given;
      }
      case "name" -> name = json.text();
      case "description" -> description = json.textOrNull();
      case "input_schema" -> {
        String given = json.raw();
        schema = given.equals("null") ? null : given;
      }
      case "strict" -> strict = json.boolOrNull();
      case "cache_control" -> cache = BlockDecoder.mark(json);
      default -> {
        String raw = json.raw();
        if (!raw.equals("null") && !raw.equals("false")) {
          losses.take(MessagesFields.REQUEST.rule("tools[]." + field), "tools[]." + field);
        }
      }
    }
  }
}
