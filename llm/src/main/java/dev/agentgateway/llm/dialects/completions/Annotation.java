package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.Citation;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// One of `annotations`: a page of the web that a piece of the text rests on.
///
/// @param start counts code points, as does `end`
record Annotation(long start, long end, String url, String title) {

  /// Null for one of another kind.
  static @Nullable Annotation read(JsonReader json) {
    Map<String, String> texts = new HashMap<>();
    List<Long> range = new ArrayList<>(List.of(0L, 0L));
    json.fields(field -> {
      if (field.equals("url_citation")) {
        json.fields(inner -> {
          switch (inner) {
            case "start_index" -> range.set(0, json.count());
            case "end_index" -> range.set(1, json.count());
            default -> {
              String text = json.looseText();
              if (text != null) {
                texts.put(inner, text);
              }
            }
          }
        });
      }
    });
    String url = texts.get("url");
    return url == null
        ? null
        : new Annotation(range.get(0), range.get(1), url, texts.getOrDefault("title", ""));
  }

  /// One whose place is not in the text is one of all of it.
  Citation in(String text) {
    int points = text.codePointCount(0, text.length());
    if (start >= end || end > points) {
      return new Citation(0, text.length(), url, title);
    }
    return new Citation(
        text.offsetByCodePoints(0, (int) start), text.offsetByCodePoints(0, (int) end), url, title);
  }

  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "url_citation");
    json.writeObjectPropertyStart("url_citation");
    json.writeNumberProperty("start_index", start);
    json.writeNumberProperty("end_index", end);
    json.writeStringProperty("url", url);
    json.writeStringProperty("title", title);
    json.writeEndObject();
    json.writeEndObject();
  }
}
