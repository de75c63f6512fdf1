package dev.agentgateway.config.kinds.httproute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which hosts a listener and a route have in common.
final class Hostnames {

  private Hostnames() {}

  /// Empty when they have none; the list is empty for any host.
  ///
  /// @param listener exact, `*.suffix`, or empty for any
  static Optional<List<String>> common(String listener, List<String> route) {
    if (route.isEmpty()) {
      return Optional.of(listener.isEmpty() ? List.of() : List.of(listener));
    }
    List<String> common = new ArrayList<>();
    for (String written : route) {
      String hostname = written.toLowerCase(Locale.ROOT);
      if (covers(listener, hostname)) {
        common.add(hostname);
      } else if (covers(hostname, listener)) {
        common.add(listener);
      }
    }
    return common.isEmpty() ? Optional.empty() : Optional.of(common.stream().distinct().toList());
  }

  /// Whether every host of the narrow name is one of the wide name's.
  private static boolean covers(String wide, String narrow) {
    if (wide.isEmpty() || wide.equals(narrow)) {
      return true;
    }
    return wide.startsWith("*.")
        && narrow.endsWith(wide.substring(1))
        && narrow.length() > wide.length() - 1
        && !narrow.isEmpty();
  }
}
