package dev.agentgateway.schema.read;

import dev.agentgateway.schema.IntOrString;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.shape.Checks;
import dev.agentgateway.schema.shape.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what is neither a list nor an object.
final class Scalars {

  private final Faults faults;

  Scalars(Faults faults) {
    this.faults = faults;
  }

  Found flag(Checks checks, Node node, String path) {
    if (node instanceof Node.Bool bool) {
      return Found.of(bool.value());
    }
    if (node instanceof Node.Text(_, String text)
        && Set.of("true", "false").contains(text.toLowerCase(java.util.Locale.ROOT))) {
      faults.slip(
          path, node.at(), "found a text (expected: true or false)", "leave out the quotes");
      return Found.of(Boolean.parseBoolean(text));
    }
    return wrong(node, path, "true or false", checks);
  }

  Found whole(Shape.Whole shape, Checks checks, Node node, String path) {
    String text = numberText(node);
    Optional<Long> value = text == null ? Optional.empty() : Plain.whole(text);
    if (value.isEmpty()) {
      return wrong(node, path, "a whole number", checks);
    }
    long whole = value.get();
    if (whole < shape.min() || whole > shape.max()) {
      return wrong(node, path, "a whole number of " + shape.bits() + " bits", checks);
    }
    quoted(node, path, "a whole number");
    if (!checks.bounds().hold(whole)) {
      return wrong(node, path, checks.bounds().toString(), checks);
    }
    return new Found(shape.bits() == 32 ? (Object) (int) whole : (Object) whole, whole);
  }

  Found decimal(Checks checks, Node node, String path) {
    String text = numberText(node);
    Optional<BigDecimal> value = text == null ? Optional.empty() : Plain.decimal(text);
    if (value.isEmpty()) {
      return wrong(node, path, "a number", checks);
    }
    quoted(node, path, "a number");
    double number = value.get().doubleValue();
    if (!checks.bounds().hold(number)) {
      return wrong(node, path, checks.bounds().toString(), checks);
    }
    return Found.of(number);
  }

  Found text(Checks checks, Node node, String path) {
    String text = texted(node, path);
    if (text == null) {
      return unquotedWrong(node, path, "a text");
    }
    int length = text.codePointCount(0, text.length());
    if (!checks.bounds().hold(length)) {
      faults.error(
          path,
          node.at(),
          "found %d characters (expected: %s)".formatted(length, checks.bounds()),
          "");
      return Found.NOTHING;
    }
    return matches(text, checks, node, path) ? Found.of(text) : Found.NOTHING;
  }

  private boolean matches(String text, Checks checks, Node node, String path) {
    if (checks.pattern().isEmpty() || checks.pattern().get().matcher(text).find()) {
      return true;
    }
    wrong(node, path, "to match " + checks.pattern().get().pattern(), checks);
    return false;
  }

  Found choice(Shape.Choice shape, Checks checks, Node node, String path) {
    Map<String, Object> byText = shape.byText();
    String text = texted(node, path);
    if (text == null) {
      return wrong(node, path, Words.expected(byText.keySet()), checks);
    }
    if (byText.containsKey(text)) {
      return new Found(byText.get(text), text);
    }
    String expected =
        "found %s (expected: %s)"
            .formatted(Words.found(node, checks.confidential()), Words.expected(byText.keySet()));
    for (Map.Entry<String, Object> entry : byText.entrySet()) {
      if (Words.fold(entry.getKey()).equals(Words.fold(text))) {
        faults.slip(path, node.at(), expected, "write " + entry.getKey());
        return new Found(entry.getValue(), entry.getKey());
      }
    }
    String mend =
        Words.nearest(text, byText.keySet()).map(it -> "did you mean " + it + "?").orElse("");
    faults.error(path, node.at(), expected, mend);
    return Found.NOTHING;
  }

  Found span(Checks checks, Node node, String path) {
    if (node instanceof Node.Text(_, String text)) {
      Optional<Duration> span = Spans.parse(text);
      if (span.isPresent()) {
        return new Found(span.get(), text);
      }
    }
    if (node instanceof Node.Num num) {
      faults.error(
          path,
          node.at(),
          "found %s (expected: a duration such as 30s or 1m30s)"
              .formatted(Words.found(node, false)),
          "write the unit: %ss".formatted(num.text()));
      return Found.NOTHING;
    }
    return wrong(node, path, "a duration such as 30s or 1m30s", checks);
  }

  Found moment(Checks checks, Node node, String path) {
    if (node instanceof Node.Text(_, String text)) {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return new Found(instant, text);
      } catch (DateTimeParseException notATime) {
        return wrong(node, path, "a time such as 2026-01-31T12:00:00Z", checks);
      }
    }
    return wrong(node, path, "a time such as 2026-01-31T12:00:00Z", checks);
  }

  Found wholeOrText(Checks checks, Node node, String path) {
    if (node instanceof Node.Text(_, String text)) {
      return new Found(new IntOrString(text), text);
    }
    Optional<Long> whole =
        node instanceof Node.Num num ? Plain.whole(num.text()) : Optional.empty();
    if (whole.isPresent()) {
      return new Found(new IntOrString(whole.get().toString()), whole.get());
    }
    return wrong(node, path, "a whole number or a text", checks);
  }

  Found wrong(Node node, String path, String expected, Checks checks) {
    faults.error(
        path,
        node.at(),
        "found %s (expected: %s)".formatted(Words.found(node, checks.confidential()), expected),
        "");
    return Found.NOTHING;
  }

  /// Where whole objects were expected, what stands there may be a secret put one level too high.
  Found unquotedWrong(Node node, String path, String expected) {
    faults.error(
        path, node.at(), "found %s (expected: %s)".formatted(Words.kind(node), expected), "");
    return Found.NOTHING;
  }

  private static @Nullable String numberText(Node node) {
    return switch (node) {
      case Node.Num num -> num.text();
      case Node.Text text -> text.value();
      case Node.Null _, Node.Bool _, Node.Items _, Node.Fields _ -> null;
    };
  }

  private void quoted(Node node, String path, String expected) {
    if (node instanceof Node.Text) {
      faults.slip(
          path,
          node.at(),
          "found a text (expected: %s)".formatted(expected),
          "leave out the quotes");
    }
  }

  private @Nullable String texted(Node node, String path) {
    String bare =
        switch (node) {
          case Node.Num num -> num.text();
          case Node.Bool bool -> String.valueOf(bool.value());
          case Node.Text _, Node.Null _, Node.Items _, Node.Fields _ -> null;
        };
    if (bare != null) {
      faults.slip(
          path,
          node.at(),
          "found %s (expected: a text)".formatted(Words.kind(node)),
          "put it in quotes");
      return bare;
    }
    return node instanceof Node.Text text ? text.value() : null;
  }
}
