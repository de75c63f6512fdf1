package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.ChatSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings of a route and of a provider, as one.
final class Settings {

  private Settings() {}

  /// The provider's own over those of the route: fields one by one, prompts as a whole.
  static ChatSettings over(ChatSettings route, ChatSettings own) {
    if (own.equals(ChatSettings.NONE)) {
      return route;
    }
    if (route.equals(ChatSettings.NONE)) {
      return own;
    }
    return new ChatSettings(
        over(route.prepend(), own.prepend()),
        over(route.append(), own.append()),
        over(route.defaults(), own.defaults()),
        over(route.overrides(), own.overrides()),
        over(route.modelAliases(), own.modelAliases()),
        over(route.routes(), own.routes()),
        own.fidelity() == null ? route.fidelity() : own.fidelity());
  }

  private static <T> List<T> over(List<T> below, List<T> above) {
    return above.isEmpty() ? below : above;
  }

  private static <V> Map<String, V> over(Map<String, V> below, Map<String, V> above) {
    Map<String, V> merged = new LinkedHashMap<>(below);
    merged.putAll(above);
    return merged;
  }

  /// The model used for one that was asked for: its alias, else the longest pattern that fits, else
  /// itself.
  static String alias(Map<String, String> aliases, String model) {
    String exact = aliases.get(model);
    if (exact != null) {
      return exact;
    }
    String longest = null;
    for (String pattern : aliases.keySet()) {
      if (fits(pattern, model) && (longest == null || pattern.length() > longest.length())) {
        longest = pattern;
      }
    }
    return found(aliases, longest, model);
  }

  private static String found(Map<String, String> aliases, @Nullable String pattern, String model) {
    String alias = pattern == null ? null : aliases.get(pattern);
    return alias == null ? model : alias;
  }

  private static boolean fits(String pattern, String model) {
    int star = pattern.indexOf('*');
    return star >= 0
        && model.length() >= pattern.length() - 1
        && model.startsWith(pattern.substring(0, star))
        && model.endsWith(pattern.substring(star + 1));
  }
}
