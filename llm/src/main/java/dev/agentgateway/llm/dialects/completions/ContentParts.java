package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.json.JsonReader;

/// What an answer says: a text; some servers send parts, and Mistral's thinking is one of them.
final class ContentParts {

  private ContentParts() {}

  static void read(JsonReader json, StringBuilder text, ReasoningDecoder reasoning) {
    if (!json.isArray()) {
      String whole = json.textOrNull();
      text.append(whole == null ? "" : whole);
      return;
    }
    json.items(i ->
        json.fields(field -> {
          switch (field) {
            case "text" -> text.append(json.text());
            case "thinking" -> thinking(json, reasoning);
            default -> {
              // The type, which the other fields show.
            }
          }
        }));
  }

  private static void thinking(JsonReader json, ReasoningDecoder reasoning) {
    if (json.isText()) {
      reasoning.add(json.text());
      return;
    }
    json.items(i ->
        json.fields(field -> {
          if (field.equals("text")) {
            reasoning.add(json.text());
          }
        }));
  }
}
