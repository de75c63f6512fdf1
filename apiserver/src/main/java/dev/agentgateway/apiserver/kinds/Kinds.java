package dev.agentgateway.apiserver.kinds;

import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.apiserver.openapi.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The kinds that are served now: built-in ones, and those of established definitions.
///
/// Read by every request, replaced as a whole when a definition comes or goes.
public final class Kinds {

  private final JsonNode metadata;
  private volatile Map<String, Kind> byResource;
  private volatile long generation;

  /// Only the built-in kinds.
  public Kinds() {
    metadata = document("metadata.yaml");
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (String file : new String[] {"core.yaml", "workloads.yaml", "others.yaml"}) {
      for (JsonNode spec : document(file).path("kinds")) {
        Kind kind = KindDocuments.read(spec, Kind.Origin.BUILT_IN, metadata);
        kinds.put(kind.resource(), kind);
      }
    }
    byResource = Collections.unmodifiableMap(kinds);
  }

  private static JsonNode document(String file) {
    try (InputStream in = Kinds.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      return Yaml.read(in.readAllBytes()).tree();
    } catch (IOException | MalformedDocument broken) {
      throw new IllegalStateException("the program's file " + file + " is broken", broken);
    }
  }

  public Collection<Kind> all() {
    return byResource.values();
  }

  /// Counts replacements, so that what is derived from kinds can be kept until they change.
  public long generation() {
    return generation;
  }

  public @Nullable Kind find(String group, String plural) {
    return byResource.get(group.isEmpty() ? plural : plural + "." + group);
  }

  public @Nullable Kind ofResource(String resource) {
    return byResource.get(resource);
  }

  /// The schema of any object's metadata.
  public Schema metadataSchema() {
    return Schema.of(metadata);
  }

  /// The kind that a definition describes.
  public Kind described(JsonNode definition) {
    return KindDocuments.read(definition.path("spec"), Kind.Origin.CUSTOM, metadata);
  }

  /// Serves a kind, in place of what had its name; a built-in kind keeps its own.
  public synchronized void put(Kind kind) {
    Kind present = byResource.get(kind.resource());
    if (present != null && !present.isCustom()) {
      return;
    }
    Map<String, Kind> changed = new LinkedHashMap<>(byResource);
    changed.put(kind.resource(), kind);
    byResource = Collections.unmodifiableMap(changed);
    generation++;
  }

  public synchronized void remove(String resource) {
    Kind present = byResource.get(resource);
    if (present == null || !present.isCustom()) {
      return;
    }
    Map<String, Kind> changed = new LinkedHashMap<>(byResource);
    changed.remove(resource);
    byResource = Collections.unmodifiableMap(changed);
    generation++;
  }
}
