package dev.agentgateway.schema.write;

import dev.agentgateway.schema.shape.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes kinds as JSON Schemas for editors.
public final class JsonSchemaWriter {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final Shapes shapes;
  private final Descriptions descriptions;
  private final ObjectSchema schemas;

  public JsonSchemaWriter(Shapes shapes, Descriptions descriptions) {
    this.shapes = shapes;
    this.descriptions = descriptions;
    this.schemas = new ObjectSchema(ObjectSchema.Reader.EDITOR, descriptions);
  }

  public String write(KindDoc kind) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", kind.kind());
    schema.put("description", descriptions.of(kind.type()));
    schema.putAll(schemas.of(shapes.of(kind.type())));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "apiVersion", Map.of("enum", kind.versions().stream().map(kind::apiVersion).toList()));
    properties.put("kind", Map.of("const", kind.kind()));
    properties.put("metadata", metadata());
    if (schema.get("properties") instanceof Map<?, ?> own) {
      own.forEach((name, each) -> properties.put(name.toString(), each));
    }
    properties.put("status", Map.of("type", "object"));
    schema.put("properties", properties);
    List<Object> required = new ArrayList<>(List.of("apiVersion", "kind", "metadata"));
    if (schema.get("required") instanceof List<?> own) {
      required.addAll(own);
    }
    schema.put("required", required);
    return Text.json(schema);
  }

  /// One schema for files that hold any of the kinds.
  public String writeAll(List<KindDoc> kinds) {
    List<Object> all = new ArrayList<>();
    for (KindDoc kind : kinds) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put(
          "apiVersion", Map.of("enum", kind.versions().stream().map(kind::apiVersion).toList()));
      properties.put("kind", Map.of("const", kind.kind()));
      Map<String, Object> condition = new LinkedHashMap<>();
      condition.put("required", List.of("apiVersion", "kind"));
      condition.put("properties", properties);
      Map<String, Object> branch = new LinkedHashMap<>();
      branch.put("if", condition);
      branch.put("then", Map.of("$ref", kind.resource() + ".json"));
      all.add(branch);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", "Resources of agentgateway");
    schema.put("type", "object");
    schema.put("required", List.of("apiVersion", "kind"));
    schema.put("allOf", all);
    return Text.json(schema);
  }

  private static Map<String, Object> metadata() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", Map.of("type", "string"));
    properties.put("namespace", Map.of("type", "string"));
    for (String name : List.of("labels", "annotations")) {
      Map<String, Object> texts = new LinkedHashMap<>();
      texts.put("type", "object");
      texts.put("additionalProperties", Map.of("type", "string"));
      properties.put(name, texts);
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("type", "object");
    metadata.put("properties", properties);
    metadata.put("required", List.of("name"));
    return metadata;
  }
}
