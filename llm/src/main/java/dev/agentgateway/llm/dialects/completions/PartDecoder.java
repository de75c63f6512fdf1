package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Source;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonReader;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one part of a message's content. Used once.
final class PartDecoder {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private String type = "";
  private @Nullable String text;
  private @Nullable String url;
  private @Nullable String detail;
  private @Nullable String fileData;
  private @Nullable String fileName;
  private @Nullable CacheMark cache;

  private PartDecoder() {}

  static Part decode(JsonReader json, Losses losses) {
    return new PartDecoder().read(json, losses);
  }

  private Part read(JsonReader json, Losses losses) {
    String at = json.path();
    json.fields(field -> {
      switch (field) {
        case "type" -> type = json.text();
        case "text", "refusal" -> text = json.textOrNull();
        case "image_url" -> imageUrl(json);
        case "file" -> file(json, losses);
        case "input_audio" -> {
          if (!json.isNull()) {
            losses.take(CompletionsFields.REQUEST.rule("messages[].content[].input_audio"), at);
          }
        }
        case "cache_control", "prompt_cache_breakpoint" -> cache = MessagesDecoder.mark(json);
        default -> losses.drop("messages[].content[]." + field);
      }
    });
    return switch (type) {
      case "text" -> new Part.Text(text == null ? "" : text, cache);
      case "refusal" -> new Part.Declined(text == null ? "" : text);
      case "image_url" -> image(at, losses);
      case "file" -> document(at, losses);
      default -> throw losses.refusal(at + ".type", "`%s` cannot be carried".formatted(type));
    };
  }

  private void imageUrl(JsonReader json) {
    if (json.isText()) {
      url = json.text();
      return;
    }
    json.fields(field -> {
      switch (field) {
        case "url" -> url = json.text();
        case "detail" -> detail = json.textOrNull();
        default -> {
          // Nothing else is known here.
        }
      }
    });
  }

  private void file(JsonReader json, Losses losses) {
    json.fields(field -> {
      switch (field) {
        case "file_data" -> fileData = json.textOrNull();
        case "filename" -> fileName = json.textOrNull();
        case "file_id" -> {
          if (!json.isNull()) {
            losses.take(
                CompletionsFields.REQUEST.rule("messages[].content[].file.file_id"), json.path());
          }
        }
        default -> losses.drop("messages[].content[].file." + field);
      }
    });
  }

  private Part image(String at, Losses losses) {
    String given = url;
    if (given == null) {
      throw losses.refusal(at + ".image_url.url", "expected a URL");
    }
    return new Part.Image(source(given, at + ".image_url.url", losses), detail, cache);
  }

  private Part document(String at, Losses losses) {
    String given = fileData;
    if (given == null) {
      throw losses.refusal(at + ".file.file_data", "expected the file's data");
    }
    String data = isOf(given, "data:") ? given : "data:application/pdf;base64," + given;
    return new Part.Document(source(data, at + ".file.file_data", losses), fileName, cache);
  }

  /// A `data:` URL as its bytes, one of the web as it is.
  private static Source source(String url, String at, Losses losses) {
    if (isOf(url, "https://") || isOf(url, "http://")) {
      return new Source.Url(url);
    }
    if (!isOf(url, "data:")) {
      throw losses.refusal(at, "neither a URL of the web nor one of data (https:…, data:…)");
    }
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring(5, comma);
    if (!head.toLowerCase(Locale.ROOT).endsWith(";base64")) {
      throw losses.refusal(at, "a data URL without base64 (expected: data:TYPE;base64,…)");
    }
    int parameters = head.indexOf(';');
    return new Source.Base64(
        head.substring(0, parameters).toLowerCase(Locale.ROOT),
        SPACE.matcher(url.substring(comma + 1)).replaceAll(""));
  }

  private static boolean isOf(String url, String scheme) {
    return url.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
