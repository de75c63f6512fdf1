package dev.agentgateway.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists, texts, numbers and booleans as YAML.
final class YamlText {

  /// Texts that mean themselves without quotes.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9/._-]*");

  private static final List<String> WORDS =
      List.of("true", "false", "null", "yes", "no", "on", "off");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String of(Object tree) {
    YamlText text = new YamlText();
    text.block(tree, "");
    return text.out.toString();
  }

  private void block(Object value, String indent) {
    switch (value) {
      case Map<?, ?> map -> map(map, indent);
      case List<?> list -> {
        for (Object item : list) {
          out.append(indent).append("- ");
          if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            String inner = indent + "  ";
            int start = out.length();
            map(map, inner);
            out.delete(start, start + inner.length());
          } else if (item instanceof List<?> inner && !inner.isEmpty()) {
            out.append('\n');
            block(inner, indent + "  ");
          } else {
            out.append(scalar(item)).append('\n');
          }
        }
      }
      default -> out.append(indent).append(scalar(value)).append('\n');
    }
  }

  private void map(Map<?, ?> map, String indent) {
    map.forEach((name, value) -> {
      out.append(indent).append(scalar(name)).append(':');
      boolean isNested =
          (value instanceof Map<?, ?> inner && !inner.isEmpty())
              || (value instanceof List<?> list && !list.isEmpty());
      if (isNested) {
        out.append('\n');
        block(value, indent + "  ");
      } else {
        out.append(' ').append(scalar(value)).append('\n');
      }
    });
  }

  private static String scalar(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "{}";
      case List<?> _ -> "[]";
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> text(value.toString());
    };
  }

  private static String text(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text)
        ? text
        : JsonMapper.shared().writeValueAsString(text);
  }
}
