package dev.agentgateway.app.client;

import dev.agentgateway.kubernetes.api.Served;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an API server serves, in its order.
public final class Kinds {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

  private final List<Kind> all;

  private Kinds(List<Kind> all) {
    this.all = List.copyOf(all);
  }

  /// Asks in two requests where the server can, else group by group.
  static Kinds ask(Remote server) throws Refused {
    List<Kind> kinds = new ArrayList<>();
    for (String root : List.of("/api", "/apis")) {
      JsonNode found = server.read(root, AGGREGATED);
      if (found.path("kind").asString("").equals("APIGroupDiscoveryList")) {
        for (JsonNode group : found.path("items")) {
          aggregated(group, kinds);
        }
      } else if (root.equals("/api")) {
        legacy(server, root + "/v1", "", "v1", true, kinds);
      } else {
        for (JsonNode group : found.path("groups")) {
          String preferred = group.path("preferredVersion").path("version").asString("");
          for (JsonNode each : group.path("versions")) {
            String version = each.path("version").asString("");
            String name = group.path("name").asString("");
            String path = root + "/" + name + "/" + version;
            legacy(server, path, name, version, version.equals(preferred), kinds);
          }
        }
      }
    }
    return new Kinds(kinds);
  }

  private static void aggregated(JsonNode group, List<Kind> kinds) {
    Set<String> seen = new HashSet<>();
    for (JsonNode version : group.path("versions")) {
      for (JsonNode each : version.path("resources")) {
        Served served =
            new Served(
                group.path("metadata").path("name").asString(""),
                version.path("version").asString(""),
                each.path("responseKind").path("kind").asString(""),
                each.path("resource").asString(""),
                each.path("scope").asString("").equals("Namespaced"));
        boolean isFirst = seen.add(served.plural());
        kinds.add(kind(served, each, "singularResource", isFirst));
      }
    }
  }

  private static void legacy(
      Remote server,
      String path,
      String group,
      String version,
      boolean isPreferred,
      List<Kind> kinds)
      throws Refused {
    for (JsonNode each : server.read(path, "application/json").path("resources")) {
      String plural = each.path("name").asString("");
      if (plural.indexOf('/') < 0) {
        Served served =
            new Served(
                group,
                version,
                each.path("kind").asString(""),
                plural,
                each.path("namespaced").asBoolean(false));
        kinds.add(kind(served, each, "singularName", isPreferred));
      }
    }
  }

  private static Kind kind(Served served, JsonNode told, String singular, boolean isPreferred) {
    return new Kind(
        served,
        told.path(singular).asString(""),
        texts(told.path("shortNames")),
        Set.copyOf(texts(told.path("categories"))),
        Set.copyOf(texts(told.path("verbs"))),
        isPreferred);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(each -> each.asString("")).distinct().toList();
  }

  /// Those that are meant: one kind, or all of a category.
  List<Kind> called(String written) throws Refused {
    List<Kind> found = all.stream().filter(kind -> kind.isCalled(written)).limit(1).toList();
    if (found.isEmpty()) {
      found =
          all.stream()
              .filter(kind -> kind.isPreferred() && kind.categories().contains(written))
              .toList();
    }
    if (found.isEmpty()) {
      throw Refused.error("the server doesn't have a resource type \"" + written + "\"");
    }
    return found;
  }

  /// The kind that a manifest names; null when there is none.
  @Nullable Kind of(String apiVersion, String kind) {
    return all.stream()
        .filter(each ->
            each.served().apiVersion().equals(apiVersion) && each.served().kind().equals(kind))
        .findFirst()
        .orElse(null);
  }

  /// Every kind once, in the version that its group prefers.
  public Stream<Kind> preferred() {
    return all.stream().filter(Kind::isPreferred);
  }
}
