package dev.agentgateway.apiserver.discovery;

import dev.agentgateway.apiserver.discovery.Groups.Entry;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Kinds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Groups, versions and resources, in the old form and the aggregated one.
public final class Discovery {

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> PART_VERBS = List.of("get", "patch", "update");

  private final Kinds kinds;

  public Discovery(Kinds kinds) {
    this.kinds = kinds;
  }

  /// Whether an `Accept` header asks for the aggregated form.
  public static boolean isAggregated(String accept) {
    return accept.contains("as=APIGroupDiscoveryList");
  }

  /// `/api`: the versions of the core group.
  public ObjectNode core() {
    ObjectNode versions = Json.object();
    versions.put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    ObjectNode address = versions.putArray("serverAddressByClientCIDRs").addObject();
    address.put("clientCIDR", "0.0.0.0/0");
    address.put("serverAddress", "");
    return versions;
  }

  /// `/apis`: all other groups.
  public ObjectNode groups() {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupList");
    list.put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    Groups.of(kinds)
        .forEach((group, versions) -> {
          if (!group.isEmpty()) {
            groups.add(group(group, versions));
          }
        });
    return list;
  }

  /// `/apis/GROUP`, or null.
  public @Nullable ObjectNode group(String group) {
    Map<String, List<Entry>> versions = Groups.of(kinds).get(group);
    if (versions == null || group.isEmpty()) {
      return null;
    }
    ObjectNode found = Json.object();
    found.put("kind", "APIGroup");
    found.put("apiVersion", "v1");
    return found.setAll(group(group, versions));
  }

  private static ObjectNode group(String group, Map<String, List<Entry>> versions) {
    ObjectNode found = Json.object();
    found.put("name", group);
    ArrayNode list = found.putArray("versions");
    for (String version : versions.keySet()) {
      list.add(groupVersion(group, version));
    }
    found.set("preferredVersion", groupVersion(group, versions.keySet().iterator().next()));
    return found;
  }

  private static ObjectNode groupVersion(String group, String version) {
    ObjectNode found = Json.object();
    found.put("groupVersion", Groups.groupVersion(group, version));
    found.put("version", version);
    return found;
  }

  /// `/api/v1`, `/apis/GROUP/VERSION`, or null.
  public @Nullable ObjectNode resources(String group, String version) {
    List<Entry> entries = Groups.of(kinds).getOrDefault(group, Map.of()).get(version);
    if (entries == null) {
      return null;
    }
    ObjectNode list = Json.object();
    list.put("kind", "APIResourceList");
    list.put("apiVersion", "v1");
    list.put("groupVersion", Groups.groupVersion(group, version));
    ArrayNode resources = list.putArray("resources");
    for (Entry entry : entries) {
      Kind kind = entry.kind();
      ObjectNode resource = resource(kind, kind.plural(), VERBS);
      texts(resource, "shortNames", kind.shortNames());
      texts(resource, "categories", kind.categories());
      resources.add(resource);
      if (entry.served().hasStatus()) {
        resources.add(resource(kind, kind.plural() + "/status", PART_VERBS));
      }
    }
    for (String review : Groups.REVIEWS.getOrDefault(group, List.of())) {
      ObjectNode resource = resources.addObject();
      resource.put("name", review.toLowerCase(Locale.ROOT) + "s");
      resource.put("singularName", review.toLowerCase(Locale.ROOT));
      resource.put("namespaced", false);
      resource.put("kind", review);
      resource.putArray("verbs").add("create");
    }
    return list;
  }

  private static ObjectNode resource(Kind kind, String name, List<String> verbs) {
    ObjectNode resource = Json.object();
    resource.put("name", name);
    resource.put("singularName", name.contains("/") ? "" : kind.singular());
    resource.put("namespaced", kind.isNamespaced());
    resource.put("kind", kind.name());
    texts(resource, "verbs", verbs);
    return resource;
  }

  private static void texts(ObjectNode into, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = into.putArray(name);
      texts.forEach(array::add);
    }
  }

  /// `/api` and `/apis` in the aggregated form.
  ///
  /// @param isCore whether the core group is asked for, or all others
  public ObjectNode aggregated(boolean isCore) {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupDiscoveryList");
    list.put("apiVersion", "apidiscovery.k8s.io/v2");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    Groups.of(kinds)
        .forEach((group, versions) -> {
          if (group.isEmpty() == isCore) {
            items.add(aggregated(group, versions));
          }
        });
    return list;
  }

  private static ObjectNode aggregated(String group, Map<String, List<Entry>> versions) {
    ObjectNode item = Json.object();
    ObjectNode metadata = item.putObject("metadata");
    if (!group.isEmpty()) {
      metadata.put("name", group);
    }
    metadata.putNull("creationTimestamp");
    ArrayNode list = item.putArray("versions");
    versions.forEach((version, entries) -> {
      ObjectNode found = list.addObject();
      found.put("version", version);
      ArrayNode resources = found.putArray("resources");
      entries.forEach(entry -> resources.add(aggregated(group, version, entry)));
      for (String review : Groups.REVIEWS.getOrDefault(group, List.of())) {
        resources.add(review(group, version, review));
      }
      found.put("freshness", "Current");
    });
    return item;
  }

  private static ObjectNode review(String group, String version, String name) {
    ObjectNode resource = Json.object();
    resource.put("resource", name.toLowerCase(Locale.ROOT) + "s");
    resource.set("responseKind", kind(group, version, name));
    resource.put("scope", "Cluster");
    resource.put("singularResource", name.toLowerCase(Locale.ROOT));
    resource.putArray("verbs").add("create");
    return resource;
  }

  private static ObjectNode aggregated(String group, String version, Entry entry) {
    Kind kind = entry.kind();
    ObjectNode resource = Json.object();
    resource.put("resource", kind.plural());
    resource.set("responseKind", kind(group, version, kind.name()));
    resource.put("scope", kind.isNamespaced() ? "Namespaced" : "Cluster");
    resource.put("singularResource", kind.singular());
    texts(resource, "verbs", VERBS);
    texts(resource, "shortNames", kind.shortNames());
    texts(resource, "categories", kind.categories());
    if (entry.served().hasStatus()) {
      ObjectNode part = resource.putArray("subresources").addObject();
      part.put("subresource", "status");
      part.set("responseKind", kind(group, version, kind.name()));
      texts(part, "verbs", PART_VERBS);
    }
    return resource;
  }

  private static ObjectNode kind(String group, String version, String name) {
    ObjectNode kind = Json.object();
    kind.put("group", group);
    kind.put("version", version);
    kind.put("kind", name);
    return kind;
  }
}
