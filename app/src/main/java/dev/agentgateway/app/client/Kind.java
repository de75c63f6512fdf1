package dev.agentgateway.app.client;

import dev.agentgateway.kubernetes.api.Served;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A kind of objects, and the names by which people call it.
///
/// @param isPreferred whether it is served in its group's first version
public record Kind(
    Served served,
    String singular,
    List<String> shortNames,
    Set<String> categories,
    Set<String> verbs,
    boolean isPreferred) {

  public Kind {
    shortNames = List.copyOf(shortNames);
    categories = Set.copyOf(categories);
    verbs = Set.copyOf(verbs);
  }

  /// As in `gateway.gateway.networking.k8s.io "name" deleted`.
  public String label() {
    String kind = served.kind().toLowerCase(Locale.ROOT);
    return served.group().isEmpty() ? kind : kind + "." + served.group();
  }

  /// As in `gateways.gateway.networking.k8s.io`.
  String resource() {
    return served.group().isEmpty() ? served.plural() : served.plural() + "." + served.group();
  }

  public boolean can(String verb) {
    return verbs.contains(verb);
  }

  /// Whether somebody who writes this means it: plural, singular, kind or short name, and then
  /// perhaps a group, or a version and a group.
  boolean isCalled(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    String name = dot < 0 ? lower : lower.substring(0, dot);
    String rest = dot < 0 ? "" : lower.substring(dot + 1);
    boolean isNamed =
        name.equals(served.plural())
            || name.equals(singular)
            || name.equals(served.kind().toLowerCase(Locale.ROOT))
            || shortNames.contains(name);
    if (!isNamed) {
      return false;
    }
    return dot < 0
        ? isPreferred
        : rest.startsWith(served.version() + ".")
            ? rest.substring(served.version().length() + 1).equals(served.group())
            : isPreferred && served.group().startsWith(rest);
  }
}
