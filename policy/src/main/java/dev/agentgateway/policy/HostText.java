package dev.agentgateway.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/// Host names as resources write them.
public final class HostText {

  /// A name as the Gateway API has it, without a wildcard.
  public static final String PATTERN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  public static final int LENGTH_MAX = 253;

  private static final Pattern NAME = Pattern.compile(PATTERN);

  private HostText() {}

  /// @throws PolicyException when the text is no name of a host
  public static String parse(String field, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() > LENGTH_MAX || !NAME.matcher(lower).matches()) {
      throw new PolicyException(field, field + ": " + text + " (expected: a host name)");
    }
    return lower;
  }
}
