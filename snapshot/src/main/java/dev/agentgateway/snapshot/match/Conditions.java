package dev.agentgateway.snapshot.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Match;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a match asks besides the path, tried on one request.
final class Conditions {

  private final Request request;
  private @Nullable Map<String, String> query;

  Conditions(Request request) {
    this.request = request;
  }

  boolean hold(Match match) {
    if (match.method() != null && !match.method().equals(request.method())) {
      return false;
    }
    for (Match.Field field : match.headers()) {
      if (!holds(field, header(field.name()))) {
        return false;
      }
    }
    for (Match.Field field : match.query()) {
      if (!holds(field, query().get(field.name()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Match.Field field, @Nullable String value) {
    if (value == null) {
      return false;
    }
    return field.pattern() == null ? field.value().equals(value) : field.pattern().matches(value);
  }

  /// Several fields of one name are one list, as HTTP says.
  private @Nullable String header(String name) {
    if (name.equals("host")) {
      return request.authority();
    }
    List<String> values = request.headers().all(name);
    return values.isEmpty() ? null : String.join(",", values);
  }

  /// The first value of each parameter, decoded.
  private Map<String, String> query() {
    if (query == null) {
      query = new HashMap<>();
      String text = request.query() == null ? "" : request.query();
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign stands for itself
    }
  }
}
