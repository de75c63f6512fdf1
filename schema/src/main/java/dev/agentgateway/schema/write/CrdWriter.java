package dev.agentgateway.schema.write;

import dev.agentgateway.schema.shape.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes a kind as a CustomResourceDefinition.
public final class CrdWriter {

  private final Shapes shapes;
  private final Descriptions descriptions;
  private final ObjectSchema schemas;

  public CrdWriter(Shapes shapes, Descriptions descriptions) {
    this.shapes = shapes;
    this.descriptions = descriptions;
    this.schemas = new ObjectSchema(ObjectSchema.Reader.API_SERVER, descriptions);
  }

  public String write(KindDoc kind) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (!kind.labels().isEmpty()) {
      metadata.put("labels", new TreeMap<>(kind.labels()));
    }
    metadata.put("name", kind.resource());
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("group", kind.group());
    spec.put("names", names(kind));
    spec.put("scope", kind.scope() == KindDoc.Scope.CLUSTER ? "Cluster" : "Namespaced");
    List<Object> versions = new ArrayList<>();
    for (String version : kind.versions()) {
      versions.add(version(kind, version, versions.isEmpty()));
    }
    spec.put("versions", versions);
    Map<String, Object> crd = new LinkedHashMap<>();
    crd.put("apiVersion", "apiextensions.k8s.io/v1");
    crd.put("kind", "CustomResourceDefinition");
    crd.put("metadata", metadata);
    crd.put("spec", spec);
    return Text.yaml(crd);
  }

  private static Map<String, Object> names(KindDoc kind) {
    Map<String, Object> names = new LinkedHashMap<>();
    if (!kind.categories().isEmpty()) {
      names.put("categories", kind.categories());
    }
    names.put("kind", kind.kind());
    names.put("listKind", kind.kind() + "List");
    names.put("plural", kind.plural());
    if (!kind.shortNames().isEmpty()) {
      names.put("shortNames", kind.shortNames());
    }
    names.put("singular", kind.kind().toLowerCase(Locale.ROOT));
    return names;
  }

  private Map<String, Object> version(KindDoc kind, String name, boolean stored) {
    Map<String, Object> version = new LinkedHashMap<>();
    if (!kind.columns().isEmpty()) {
      version.put("additionalPrinterColumns", kind.columns().stream().map(this::column).toList());
    }
    version.put("name", name);
    version.put("schema", Map.of("openAPIV3Schema", schema(kind)));
    version.put("served", true);
    version.put("storage", stored);
    version.put("subresources", Map.of("status", Map.of()));
    return version;
  }

  private Map<String, Object> column(KindDoc.Column column) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("description", column.description());
    written.put("jsonPath", column.jsonPath());
    written.put("name", column.name());
    written.put("type", column.type());
    return written;
  }

  private Map<String, Object> schema(KindDoc kind) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", descriptions.of(kind.type()));
    schema.putAll(schemas.of(shapes.of(kind.type())));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "apiVersion", property("The version of the schema that this object is written in."));
    properties.put("kind", property("The kind of this object."));
    properties.put("metadata", Map.of("type", "object"));
    if (schema.get("properties") instanceof Map<?, ?> own) {
      own.forEach((name, each) -> properties.put(name.toString(), each));
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("description", descriptions.of(kind.status()));
    status.putAll(schemas.of(shapes.of(kind.status())));
    properties.put("status", status);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> property(String description) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", description);
    property.put("type", "string");
    return property;
  }
}
