package dev.agentgateway.apiserver.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.answers.Status;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a request.
public record Parameters(Map<String, String> values) {

  public Parameters {
    values = Map.copyOf(values);
  }

  public static Parameters parse(@Nullable String query) {
    Map<String, String> values = new HashMap<>();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        int at = part.indexOf('=');
        String name = at < 0 ? part : part.substring(0, at);
        values.putIfAbsent(decoded(name), at < 0 ? "" : decoded(part.substring(at + 1)));
      }
    }
    return new Parameters(values);
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Status.badRequest("invalid URL escape in " + text).refusal();
    }
  }

  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  public boolean isOn(String name) {
    String value = text(name);
    return value.equals("true") || value.equals("1");
  }

  /// A whole number, 0 when it is not given.
  public long number(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException malformed) {
      throw Status.badRequest(
              "invalid value for %s: \"%s\" (expected: a whole number)".formatted(name, value))
          .refusal();
    }
  }
}
