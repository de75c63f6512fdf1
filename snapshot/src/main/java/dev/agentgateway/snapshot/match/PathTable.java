package dev.agentgateway.snapshot.match;

import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Match;
import dev.agentgateway.snapshot.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of one host name by path, in the precedence of the Gateway API: an exact path, a
/// regular expression, the longest prefix; then a method, more headers, more query parameters; then
/// the older route, its name, and the order of its rules.
///
/// A search costs one lookup for each segment of the path, however many rules there are.
final class PathTable {

  /// One way for a request to belong to a rule.
  record Entry(Route route, Match match, int place) {}

  private static final Comparator<Entry> PRECEDENCE =
      Comparator.comparing((Entry entry) -> entry.match().method() == null)
          .thenComparingInt(entry -> -entry.match().headers().size())
          .thenComparingInt(entry -> -entry.match().query().size())
          .thenComparing(entry -> entry.route().created())
          .thenComparing(entry -> entry.route().id())
          .thenComparingInt(entry -> entry.route().ruleIndex())
          .thenComparingInt(Entry::place);

  private static final Comparator<Entry> LONGER_PATTERN_FIRST =
      Comparator.comparingInt((Entry entry) -> -pattern(entry).length()).thenComparing(PRECEDENCE);

  private final Map<String, List<Entry>> exact = new HashMap<>();
  private final Map<String, List<Entry>> prefix = new HashMap<>();
  private final List<Entry> regex = new ArrayList<>();

  void add(Route route) {
    int place = 0;
    for (Match match : route.matches()) {
      Entry entry = new Entry(route, match, place++);
      switch (match.path()) {
        case Match.Path.Exact(String value) -> list(exact, value).add(entry);
        case Match.Path.Prefix(String value) -> list(prefix, trimmed(value)).add(entry);
        case Match.Path.Regex _ -> regex.add(entry);
      }
    }
  }

  @Nullable Entry find(Request request) {
    String path = request.path();
    Conditions conditions = new Conditions(request);
    @Nullable Entry found = first(exact.get(path), conditions);
    if (found == null) {
      found = byPattern(path, conditions);
    }
    return found == null ? byPrefix(path, conditions) : found;
  }

  private @Nullable Entry byPattern(String path, Conditions conditions) {
    for (Entry entry : regex) {
      if (entry.match().path() instanceof Match.Path.Regex(var pattern)
          && pattern.matches(path)
          && conditions.hold(entry.match())) {
        return entry;
      }
    }
    return null;
  }

  private @Nullable Entry byPrefix(String path, Conditions conditions) {
    if (prefix.isEmpty()) {
      return null;
    }
    String rest = trimmed(path);
    while (true) {
      @Nullable Entry found = first(prefix.get(rest), conditions);
      if (found != null || rest.isEmpty()) {
        return found;
      }
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
    }
  }

  private static @Nullable Entry first(@Nullable List<Entry> entries, Conditions conditions) {
    if (entries != null) {
      for (Entry entry : entries) {
        if (conditions.hold(entry.match())) {
          return entry;
        }
      }
    }
    return null;
  }

  /// The last step of filling, before other threads see the table.
  void sort() {
    exact.values().forEach(list -> list.sort(PRECEDENCE));
    prefix.values().forEach(list -> list.sort(PRECEDENCE));
    regex.sort(LONGER_PATTERN_FIRST);
  }

  private static String pattern(Entry entry) {
    return entry.match().path() instanceof Match.Path.Regex(var pattern) ? pattern.pattern() : "";
  }

  private static List<Entry> list(Map<String, List<Entry>> map, String key) {
    return map.computeIfAbsent(key, _ -> new ArrayList<>(1));
  }

  /// Without the trailing slash: `/v1` and `/v1/` are one prefix, and `/` is the empty one.
  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
