package dev.agentgateway.apiserver.discovery;

import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Kinds;
import dev.agentgateway.apiserver.kinds.Served;
import dev.agentgateway.apiserver.kinds.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The served kinds by group and version.
final class Groups {

  /// Groups of reviews, which are asked but not kept.
  static final Map<String, List<String>> REVIEWS =
      Map.of(
          "authorization.k8s.io",
          List.of("SelfSubjectAccessReview", "SelfSubjectRulesReview"),
          "authentication.k8s.io",
          List.of("SelfSubjectReview", "TokenReview"));

  private Groups() {}

  /// A kind in one of its versions.
  record Entry(Kind kind, Served served) {}

  /// Groups by name, their versions the preferred one first.
  static Map<String, Map<String, List<Entry>>> of(Kinds kinds) {
    Map<String, Map<String, List<Entry>>> groups = new TreeMap<>();
    for (Kind kind : kinds.all()) {
      for (Served served : kind.versions()) {
        groups
            .computeIfAbsent(kind.group(), _ -> new TreeMap<>(Versions.PREFERRED_FIRST))
            .computeIfAbsent(served.version(), _ -> new ArrayList<>())
            .add(new Entry(kind, served));
      }
    }
    for (String group : REVIEWS.keySet()) {
      groups
          .computeIfAbsent(group, _ -> new TreeMap<>(Versions.PREFERRED_FIRST))
          .computeIfAbsent("v1", _ -> new ArrayList<>());
    }
    return groups;
  }

  static String groupVersion(String group, String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
