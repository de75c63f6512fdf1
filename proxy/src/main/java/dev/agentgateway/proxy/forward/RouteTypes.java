package dev.agentgateway.proxy.forward;

import dev.agentgateway.llm.RouteType;
import java.util.Map;

/// What a path means on an AI backend: the longest suffix that fits, else `*`, else chat
/// completions.
final class RouteTypes {

  private RouteTypes() {}

  static RouteType of(Map<String, RouteType> routes, String path) {
    RouteType found = routes.getOrDefault("*", RouteType.COMPLETIONS);
    int longest = 0;
    for (Map.Entry<String, RouteType> route : routes.entrySet()) {
      String suffix = route.getKey();
      if (suffix.length() > longest && path.endsWith(suffix)) {
        found = route.getValue();
        longest = suffix.length();
      }
    }
    return found;
  }
}
