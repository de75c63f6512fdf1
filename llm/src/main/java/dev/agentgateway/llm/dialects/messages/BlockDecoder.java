package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Source;
import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Outcome;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one block of a message's content. Used once.
final class BlockDecoder {

  private static final String PATH = "messages[].content[].";

  private final Losses losses;
  private String type = "";
  private @Nullable String text;
  private @Nullable String signature;
  private @Nullable String data;
  private @Nullable Source source;
  private @Nullable String found;
  private @Nullable String title;
  private String id = "";
  private String name = "";
  private String input = "{}";
  private final List<Part> content = new ArrayList<>();
  private boolean isError;
  private @Nullable CacheMark cache;

  private BlockDecoder(Losses losses) {
    this.losses = losses;
  }

  /// Null for a block that is dropped.
  static @Nullable Part decode(JsonReader json, Losses losses) {
    return new BlockDecoder(losses).read(json);
  }

  private @Nullable Part read(JsonReader json) {
    String at = json.path();
    json.fields(field -> field(field, json));
    return switch (type) {
      case "text" -> new Part.Text(orEmpty(text), cache);
      case "image" -> new Part.Image(source(at), null, cache);
      case "document" -> new Part.Document(source(at), title, cache);
      case "search_result" -> new Part.Text(found(), cache);
      case "thinking" ->
          new Part.Thinking(
              orEmpty(text), signature == null || signature.isEmpty() ? null : signature);
      case "redacted_thinking" -> new Part.Redacted(orEmpty(data));
      case "tool_use" -> new Part.ToolCall(id, name, input, cache, at);
      case "tool_result" -> new Part.ToolResult(id, content, isError, cache);
      default -> {
        other(at);
        yield null;
      }
    };
  }

  private void other(String at) {
    FieldRule rule = MessagesFields.REQUEST.rule(PATH + type);
    if (rule.outcome() != Outcome.SILENT) {
      throw losses.refusal(at + ".type", "`%s` cannot be carried".formatted(type));
    }
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "type" -> type = json.text();
      case "text", "thinking" -> text = json.textOrNull();
      case "signature" -> signature = json.textOrNull();
      case "data" -> data = json.textOrNull();
      case "source" -> {
        if (json.isText()) {
          found = json.text();
        } else {
          source = new SourceFields().read(json, losses);
        }
      }
      case "title" -> title = json.textOrNull();
      case "id", "tool_use_id" -> id = json.text();
      case "name" -> name = json.text();
      case "input" -> {
        if (!json.isObject()) {
          throw json.refusal("expected an object");
        }
        input = json.raw();
      }
      case "content" -> content(json);
      case "is_error" -> isError = json.bool();
      case "cache_control" -> cache = mark(json);
      case "context" -> {
        if (!json.isNull()) {
          losses.drop(PATH + "context");
        }
      }
      case "citations" -> citations(json);
      default -> {
        if (!json.isNull()) {
          losses.take(MessagesFields.REQUEST.rule(PATH + field), PATH + field);
        }
      }
    }
  }

  private void content(JsonReader json) {
    if (json.isText()) {
      content.add(new Part.Text(json.text(), null));
    } else if (json.isArray()) {
      json.items(i -> {
        Part part = decode(json, losses);
        if (part != null) {
          content.add(part);
        }
      });
    }
  }

  private void citations(JsonReader json) {
    String raw = json.raw();
    // Those of an earlier answer are a list; settings, which ask for new ones, are an object.
    boolean isNone =
        raw.equals("null")
            || raw.startsWith("[")
            || raw.equals("{}")
            || raw.replaceAll("\\s", "").equals("{\"enabled\":false}");
    if (!isNone) {
      losses.take(MessagesFields.REQUEST.rule(PATH + "citations"), PATH + "citations");
    }
  }

  private Source source(String at) {
    if (source == null) {
      throw losses.refusal(at + ".source", "field required");
    }
    return source;
  }

  /// A search result as text: its title, where it was found, and what it says.
  private String found() {
    StringBuilder joined = new StringBuilder(orEmpty(title));
    joined.append('\n').append(orEmpty(found));
    for (Part part : content) {
      if (part instanceof Part.Text(String piece, _)) {
        joined.append('\n').append(piece);
      }
    }
    return joined.toString().strip();
  }

  static @Nullable CacheMark mark(JsonReader json) {
    if (json.isNull()) {
      return null;
    }
    List<String> ttl = new ArrayList<>();
    json.fields(field -> {
      String value = field.equals("ttl") ? json.textOrNull() : null;
      if (value != null) {
        ttl.add(value);
      }
    });
    return new CacheMark(ttl.isEmpty() ? null : ttl.getLast());
  }

  private static String orEmpty(@Nullable String given) {
    return given == null ? "" : given;
  }

  /// What `source` holds.
  private static final class SourceFields {
    private String type = "";
    private String mediaType = "";
    private String data = "";
    private String url = "";
    private final StringBuilder content = new StringBuilder();

    Source read(JsonReader json, Losses losses) {
      String at = json.path();
      json.fields(field -> {
        switch (field) {
          case "type" -> type = json.text();
          case "media_type" -> mediaType = json.text();
          case "data" -> data = json.text();
          case "url" -> url = json.text();
          case "content" -> content(json, losses);
          default -> {
            // A file's id, which the type shows.
          }
        }
      });
      return switch (type) {
        case "base64" -> new Source.Base64(mediaType, data);
        case "url" -> new Source.Url(url);
        case "text" -> new Source.Plain(data);
        case "content" -> new Source.Plain(content.toString());
        default ->
            throw losses.refusal(at + ".type", "`%s` stays with its provider".formatted(type));
      };
    }

    private void content(JsonReader json, Losses losses) {
      if (json.isText()) {
        content.append(json.text());
        return;
      }
      json.items(i -> {
        String at = json.path();
        if (decode(json, losses) instanceof Part.Text(String piece, _)) {
          content.append(content.isEmpty() ? "" : "\n").append(piece);
        } else {
          throw losses.refusal(at, "only texts can stand in a document here");
        }
      });
    }
  }
}
