package dev.agentgateway.apiserver.openapi;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentgateway.apiserver.answers.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What a schema demands of a text.
final class Texts {

  /// Patterns are those of served schemas; the bound is for schemas that come and go.
  private static final int PATTERNS_MAX = 4_096;

  private static final Map<String, Optional<Pattern>> PATTERNS = new ConcurrentHashMap<>();

  private Texts() {}

  static void check(Schema schema, String text, String path, List<Cause> causes) {
    int length = text.codePointCount(0, text.length());
    JsonNode max = schema.keyword("maxLength");
    if (max.isNumber() && length > max.longValue()) {
      causes.add(Cause.tooLong(path, max.longValue()));
    }
    String quoted = StringNode.valueOf(text).toString();
    JsonNode min = schema.keyword("minLength");
    if (min.isNumber() && length < min.longValue()) {
      causes.add(
          Cause.invalid(
              path,
              quoted,
              "%s in body should be at least %d chars long".formatted(path, min.longValue())));
    }
    JsonNode pattern = schema.keyword("pattern");
    if (pattern.isString() && !matches(pattern.stringValue(), text)) {
      causes.add(
          Cause.invalid(
              path, quoted, "%s in body should match '%s'".formatted(path, pattern.stringValue())));
    }
    String format = schema.format();
    if (!format.isEmpty() && !Formats.isValid(format, text)) {
      causes.add(
          Cause.invalid(
              path, quoted, "%s in body must be of type %s: %s".formatted(path, format, quoted)));
    }
  }

  private static boolean matches(String pattern, String text) {
    if (PATTERNS.size() > PATTERNS_MAX) {
      PATTERNS.clear();
    }
    return PATTERNS
        .computeIfAbsent(pattern, Texts::compiled)
        .map(compiled -> compiled.matcher(text).find())
        .orElse(true);
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException refused) {
      return Optional.empty();
    }
  }
}
