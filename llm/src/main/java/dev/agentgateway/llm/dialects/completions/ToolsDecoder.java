package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.chat.ToolChoice;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `tools`, `tool_choice` and their legacy forms.
final class ToolsDecoder {

  private final Losses losses;
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable ToolChoice choice;
  private boolean isLegacy;

  ToolsDecoder(Losses losses) {
    this.losses = losses;
  }

  List<Tool> tools() {
    return tools;
  }

  @Nullable ToolChoice choice() {
    return choice;
  }

  /// Whether the request used `functions`.
  boolean isLegacy() {
    return isLegacy;
  }

  void readTools(JsonReader json) {
    json.items(i -> {
      ToolFields tool = new ToolFields();
      String at = json.path();
      json.fields(field -> {
        switch (field) {
          case "type" -> tool.type = json.text();
          case "function", "custom" -> function(json, tool);
          case "cache_control" -> tool.cache = MessagesDecoder.mark(json);
          default -> losses.drop("tools[]." + field);
        }
      });
      tools.add(tool.tool(at, losses));
    });
  }

  void readFunctions(JsonReader json) {
    json.items(i -> {
      ToolFields tool = new ToolFields();
      String at = json.path();
      function(json, tool);
      tools.add(tool.tool(at, losses));
      isLegacy = true;
    });
  }

  void readChoice(JsonReader json) {
    if (json.isNull()) {
      return;
    }
    if (json.isText()) {
      choice = mode(json, json.text());
      return;
    }
    ChoiceFields read = new ChoiceFields();
    json.fields(field -> {
      switch (field) {
        case "type" -> read.type = json.text();
        case "function", "custom" -> read.name = name(json);
        case "allowed_tools" ->
            json.fields(inner -> {
              switch (inner) {
                case "mode" -> read.mode = json.text();
                case "tools" -> json.items(i -> allowed(json, read));
                default -> losses.drop("tool_choice.allowed_tools." + inner);
              }
            });
        default -> losses.drop("tool_choice." + field);
      }
    });
    String name = read.name;
    choice =
        switch (read.type) {
          case "function", "custom" -> {
            if (name == null) {
              throw losses.refusal("tool_choice." + read.type + ".name", "expected a name");
            }
            yield new ToolChoice.Named(name);
          }
          case "allowed_tools" ->
              new ToolChoice.Allowed(read.mode.equals("required"), read.allowed);
          default -> throw losses.refusal("tool_choice.type", "`%s`".formatted(read.type));
        };
  }

  void readFunctionCall(JsonReader json) {
    if (json.isNull()) {
      return;
    }
    if (json.isText()) {
      choice = mode(json, json.text());
      return;
    }
    String name = name(json);
    if (name != null) {
      choice = new ToolChoice.Named(name);
    }
  }

  private static ToolChoice mode(JsonReader json, String word) {
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> new ToolChoice.Required();
      default -> throw json.refusal("`%s` (expected: none, auto or required)".formatted(word));
    };
  }

  private static void allowed(JsonReader json, ChoiceFields read) {
    json.fields(field -> {
      if (field.equals("function") || field.equals("custom")) {
        String name = name(json);
        if (name != null) {
          read.allowed.add(name);
        }
      }
    });
  }

  private static @Nullable String name(JsonReader json) {
    List<String> found = new ArrayList<>();
    json.fields(field -> {
      if (field.equals("name")) {
        found.add(json.text());
      }
    });
    return found.isEmpty() ? null : found.getLast();
  }

  private void function(JsonReader json, ToolFields tool) {
    json.fields(field -> {
      switch (field) {
        case "name" -> tool.name = json.text();
        case "description" -> tool.description = json.textOrNull();
        case "parameters" -> tool.schema = json.isNull() ? null : json.raw();
        case "strict" -> tool.strict = json.boolOrNull();
        case "format" ->
            json.fields(inner -> {
              if (inner.equals("type") && json.text().equals("grammar")) {
                throw json.refusal("grammars cannot be carried");
              }
            });
        default -> losses.drop("tools[].function." + field);
      }
    });
  }

  private static final class ChoiceFields {
    String type = "";
    String mode = "auto";
    @Nullable String name;
    final List<String> allowed = new ArrayList<>();
  }

  private static final class ToolFields {
    String type = "function";
    String name = "";
    @Nullable String description;
    @Nullable String schema;
    @Nullable Boolean strict;
    @Nullable CacheMark cache;

    Tool tool(String at, Losses losses) {
      if (!type.equals("function") && !type.equals("custom")) {
        throw losses.refusal(at + ".type", "`%s` (expected: function or custom)".formatted(type));
      }
      if (name.isEmpty()) {
        throw losses.refusal(at + "." + type + ".name", "expected a name");
      }
      return new Tool(name, description, schema, strict, type.equals("custom"), cache, at);
    }
  }
}
