package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.Citation;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/// Writes a text as blocks, cut where citations begin and end: a block is cited as a whole.
final class CitedText {

  private CitedText() {}

  /// @param start of the text among all texts of the answer
  static void write(JsonGenerator json, String text, int start, List<Citation> citations) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    for (Citation citation : citations) {
      cuts.add(within(citation.start() - start, text));
      cuts.add(within(citation.end() - start, text));
    }
    int from = 0;
    for (int to : cuts) {
      if (to > from) {
        block(json, text.substring(from, to), start + from, start + to, citations);
        from = to;
      }
    }
  }

  private static int within(int at, String text) {
    return Math.clamp(at, 0, text.length());
  }

  private static void block(
      JsonGenerator json, String piece, int from, int to, List<Citation> citations) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", piece);
    boolean isCited = false;
    for (Citation citation : citations) {
      if (citation.start() <= from && citation.end() >= to) {
        if (!isCited) {
          isCited = true;
          json.writeArrayPropertyStart("citations");
        }
        new PageCitation(citation.url(), citation.title()).write(json, piece);
      }
    }
    if (isCited) {
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
