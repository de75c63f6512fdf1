package dev.agentgateway.schema.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Trees of maps, lists, texts, numbers and booleans as YAML and as JSON.
final class Text {

  /// What no YAML reader takes for anything but a text.
  private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private Text() {}

  static String yaml(Object tree) {
    StringBuilder out = new StringBuilder();
    yaml(tree, "", out);
    return out.toString();
  }

  private static void yaml(Object value, String indent, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach((name, each) -> {
            out.append(indent).append(scalar(name)).append(':');
            below(each, indent + "  ", indent, out);
          });
      case List<?> list when !list.isEmpty() ->
          list.forEach(each -> {
            out.append(indent).append('-');
            item(each, indent + "  ", out);
          });
      default -> out.append(indent).append(flat(value)).append('\n');
    }
  }

  private static void below(Object value, String inner, String indent, StringBuilder out) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      yaml(map, inner, out);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      yaml(list, indent, out);
    } else {
      out.append(' ').append(flat(value)).append('\n');
    }
  }

  private static void item(Object value, String inner, StringBuilder out) {
    if ((value instanceof Map<?, ?> map && !map.isEmpty())
        || (value instanceof List<?> list && !list.isEmpty())) {
      StringBuilder nested = new StringBuilder();
      yaml(value, inner, nested);
      out.append(' ').append(nested.substring(inner.length()));
    } else {
      out.append(' ').append(flat(value)).append('\n');
    }
  }

  private static String flat(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "{}";
      case List<?> _ -> "[]";
      default -> scalar(value);
    };
  }

  private static String scalar(Object value) {
    return switch (value) {
      case String text when isBare(text) -> text;
      case String text -> quote(text);
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static boolean isBare(String text) {
    return BARE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  static String json(Object tree) {
    StringBuilder out = new StringBuilder();
    json(tree, "", out);
    return out.append('\n').toString();
  }

  private static void json(Object value, String indent, StringBuilder out) {
    String inner = indent + "  ";
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case List<?> list when list.isEmpty() -> out.append("[]");
      case Map<?, ?> map -> {
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator).append(inner).append(quote(entry.getKey().toString())).append(": ");
          json(entry.getValue(), inner, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
      }
      case List<?> list -> {
        String separator = "[\n";
        for (Object each : list) {
          out.append(separator).append(inner);
          json(each, inner, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append(']');
      }
      case String text -> out.append(quote(text));
      case BigDecimal number -> out.append(number.toPlainString());
      default -> out.append(value);
    }
  }

  /// A text in double quotes, as YAML and JSON both have it.
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
