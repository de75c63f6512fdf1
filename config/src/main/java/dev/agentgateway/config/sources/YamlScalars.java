package dev.agentgateway.config.sources;

import com.google.re2j.Pattern;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// What a scalar is, decided as kubectl does: by YAML 1.1 with Go's numbers.
///
/// `yes`, `on`, `y` are true, `017` and `0x1F` are numbers, `1_000` is a thousand. Who writes such
/// a thing is told, since most who do meant the text.
final class YamlScalars {

  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF");
  private static final Set<String> NOT_JSON =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");

  private static final Pattern JSON_NUMBER =
      Pattern.compile("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?$");
  private static final Pattern FLOAT =
      Pattern.compile("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$");
  private static final Pattern WHOLE =
      Pattern.compile("^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)$");

  /// Longer ones are texts: no number of a resource needs more.
  private static final int NUMBER_CHARS_MAX = 64;

  private static final String TAGS = "tag:yaml.org,2002:";

  private final List<Fault> faults;

  YamlScalars(List<Fault> faults) {
    this.faults = faults;
  }

  Node node(ScalarEvent scalar, Position at, String path) {
    String text = scalar.getValue();
    String tag = scalar.getTag().orElse("");
    if (tag.isEmpty() || (tag.equals("!") && scalar.isPlain())) {
      return scalar.isPlain() && tag.isEmpty() ? plain(text, at, path) : new Node.Text(at, text);
    }
    if (tag.equals("!") || tag.equals(TAGS + "str")) {
      return new Node.Text(at, text);
    }
    Node node = plain(text, at, path);
    boolean fits =
        switch (tag) {
          case TAGS + "null" -> node instanceof Node.Null;
          case TAGS + "bool" -> node instanceof Node.Bool;
          case TAGS + "int", TAGS + "float" -> node instanceof Node.Num;
          default -> false;
        };
    if (!fits) {
      String name = tag.startsWith(TAGS) ? "!!" + tag.substring(TAGS.length()) : tag;
      error(path, at, "tag %s (expected: none, or one that fits the value)".formatted(name));
    }
    return node;
  }

  private Node plain(String text, Position at, String path) {
    if (NULL.contains(text)) {
      return new Node.Null(at);
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      boolean value = TRUE.contains(text);
      if (!text.equalsIgnoreCase(String.valueOf(value))) {
        readAs(path, at, text, String.valueOf(value));
      }
      return new Node.Bool(at, value);
    }
    if (NOT_JSON.contains(text)) {
      error(path, at, text + " (expected: a number that JSON has, or a text in quotes)");
      return new Node.Null(at);
    }
    String number = text.length() > NUMBER_CHARS_MAX ? null : number(text, at, path);
    return number == null ? new Node.Text(at, text) : new Node.Num(at, number);
  }

  private @Nullable String number(String text, Position at, String path) {
    char first = text.charAt(0);
    if ((first < '0' || first > '9') && "+-.".indexOf(first) < 0) {
      return null;
    }
    if (JSON_NUMBER.matches(text)) {
      return text;
    }
    String bare = text.replace("_", "");
    if (WHOLE.matches(bare)) {
      String value = whole(bare).toString();
      if (!bare.equals("+" + value)) {
        readAs(path, at, text, value);
      }
      return value;
    }
    if (!FLOAT.matches(bare)) {
      return null;
    }
    String value = new BigDecimal(bare).toString();
    if (!bare.equals(text)) {
      readAs(path, at, text, value);
    }
    return value;
  }

  private static BigInteger whole(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean marked = Character.isLetter(digits.charAt(1));
      digits = digits.substring(marked ? 2 : 1);
    }
    BigInteger value = new BigInteger(digits, radix);
    return negative ? value.negate() : value;
  }

  /// A field's name; null when it cannot be one.
  @Nullable String key(Node node) {
    return switch (node) {
      case Node.Text text -> text.value();
      case Node.Bool bool -> String.valueOf(bool.value());
      case Node.Num num -> num.text();
      case Node.Null _, Node.Items _, Node.Fields _ -> null;
    };
  }

  private void readAs(String path, Position at, String text, String value) {
    faults.add(
        new Fault(
            Severity.WARNING,
            path,
            at,
            "%s without quotes means %s in YAML 1.1, as for kubectl".formatted(text, value),
            "write %s, or \"%s\" for the text".formatted(value, text)));
  }

  private void error(String path, Position at, String message) {
    faults.add(new Fault(Severity.ERROR, path, at, message, ""));
  }
}
