package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.json.JsonReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A citation of a page of the web.
record PageCitation(String url, String title) {

  /// Null for one of another kind: of a document, or of a search result that is no page.
  static @Nullable PageCitation read(JsonReader json) {
    Map<String, String> texts = new HashMap<>();
    json.fields(field -> {
      String text = json.looseText();
      if (text != null) {
        texts.put(field, text);
      }
    });
    String url = texts.getOrDefault("url", texts.getOrDefault("source", ""));
    return url.startsWith("https://") || url.startsWith("http://")
        ? new PageCitation(url, texts.getOrDefault("title", ""))
        : null;
  }

  /// The index by which Anthropic knows its own results is left empty, by which foreign citations
  /// are known.
  void write(JsonGenerator json, String quoted) {
    json.writeStartObject();
    json.writeStringProperty("type", "web_search_result_location");
    json.writeStringProperty("url", url);
    json.writeStringProperty("title", title);
    json.writeStringProperty("cited_text", quoted);
    json.writeStringProperty("encrypted_index", "");
    json.writeEndObject();
  }
}
