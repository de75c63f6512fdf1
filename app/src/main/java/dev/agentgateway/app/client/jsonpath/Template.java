package dev.agentgateway.app.client.jsonpath;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Text with paths in braces, and `{range PATH}…{end}` around what is written of each value.
public final class Template {

  private final List<Part> parts;

  private sealed interface Part {

    record Text(String text) implements Part {}

    record Values(JsonPath path) implements Part {}

    record Range(JsonPath path, List<Part> parts) implements Part {}
  }

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  public static Template parse(String text) throws PathException {
    Deque<List<Part>> open = new ArrayDeque<>();
    Deque<JsonPath> ranges = new ArrayDeque<>();
    open.push(new ArrayList<>());
    int at = 0;
    while (at < text.length()) {
      int brace = text.indexOf('{', at);
      if (brace != at) {
        int end = brace < 0 ? text.length() : brace;
        open.element().add(new Part.Text(text.substring(at, end)));
        at = end;
        continue;
      }
      int end = end(text, at);
      PathReader reader = new PathReader(text.substring(at + 1, end));
      at = end + 1;
      reader.skipBlanks();
      if (reader.takes("range")) {
        ranges.push(reader.path());
        open.push(new ArrayList<>());
      } else if (reader.takes("end")) {
        if (ranges.isEmpty()) {
          throw new PathException("not in range, nothing to end");
        }
        List<Part> body = open.pop();
        open.element().add(new Part.Range(ranges.pop(), body));
      } else {
        open.element().add(new Part.Values(reader.path()));
      }
      reader.expectEnd();
    }
    if (!ranges.isEmpty()) {
      throw new PathException("unterminated range, {end} is missing");
    }
    return new Template(open.pop());
  }

  /// Where the brace closes, past braces within quotes.
  private static int end(String text, int start) throws PathException {
    char quote = 0;
    for (int i = start + 1; i < text.length(); i++) {
      char next = text.charAt(i);
      if (quote != 0) {
        if (next == '\\') {
          i++;
        } else if (next == quote) {
          quote = 0;
        }
      } else if (next == '"' || next == '\'') {
        quote = next;
      } else if (next == '}') {
        return i;
      }
    }
    throw new PathException("unclosed action");
  }

  public String render(JsonNode root) throws PathException {
    StringBuilder out = new StringBuilder();
    render(parts, root, out);
    return out.toString();
  }

  private static void render(List<Part> parts, JsonNode value, StringBuilder out)
      throws PathException {
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> out.append(text);
        case Part.Values(JsonPath path) ->
            out.append(String.join(" ", path.select(value).stream().map(JsonPath::text).toList()));
        case Part.Range(JsonPath path, List<Part> body) -> {
          for (JsonNode each : path.select(value)) {
            render(body, each, out);
          }
        }
      }
    }
  }
}
