package dev.agentgateway.policies.cors;

import static java.util.Locale.ROOT;

import dev.agentgateway.policy.PolicyException;
import java.util.List;
import java.util.regex.Pattern;

/// Origins as configured: whole ones, and ones whose host begins with `*`.
///
/// @param isAny whether `*` is among them
record Origins(boolean isAny, List<Pattern> patterns) {

  private static final Pattern WRITTEN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(\\*|\\*?[^:/?#*\\s]+)(:([0-9]{1,5}|\\*))?");

  Origins {
    patterns = List.copyOf(patterns);
  }

  static Origins compile(List<String> written) {
    for (int i = 0; i < written.size(); i++) {
      String origin = written.get(i);
      if (!origin.equals("*") && !WRITTEN.matcher(origin.toLowerCase(ROOT)).matches()) {
        String field = "allowOrigins[%d]".formatted(i);
        throw new PolicyException(
            field,
            "%s: %s (expected: an origin such as https://example.com, or *)"
                .formatted(field, origin));
      }
    }
    return new Origins(
        written.contains("*"),
        written.stream().filter(origin -> !origin.equals("*")).map(Origins::pattern).toList());
  }

  /// A `*` stands for one or more labels of a host.
  private static Pattern pattern(String origin) {
    String[] parts = origin.toLowerCase(ROOT).split("\\*", -1);
    StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      pattern.append("[^:/?#]+").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(pattern.toString());
  }

  boolean allow(String origin) {
    if (isAny) {
      return true;
    }
    String lower = origin.toLowerCase(ROOT);
    for (Pattern pattern : patterns) {
      if (pattern.matcher(lower).matches()) {
        return true;
      }
    }
    return false;
  }
}
