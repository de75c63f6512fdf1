package dev.agentgateway.apiserver.openapi;

import dev.agentgateway.apiserver.documents.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One level of a structural schema, read once from its document.
public final class Schema {

  /// What may stand where nothing is said.
  public static final Schema ANYTHING = of(preserving());

  private final ObjectNode document;
  private final String type;
  private final Map<String, Schema> properties = new LinkedHashMap<>();
  private final @Nullable Schema values;
  private final @Nullable Schema items;
  private final List<String> listKeys = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final boolean preservesUnknown;
  private final boolean isIntOrString;
  private final boolean hasRules;

  private Schema(ObjectNode document) {
    this.document = document;
    this.type = document.path("type").asString();
    this.preservesUnknown = document.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    this.isIntOrString = document.path("x-kubernetes-int-or-string").asBoolean();
    if (document.path("x-kubernetes-embedded-resource").asBoolean()) {
      properties.put("apiVersion", text());
      properties.put("kind", text());
      properties.put("metadata", ANYTHING);
    }
    for (Map.Entry<String, JsonNode> property : document.path("properties").properties()) {
      properties.put(property.getKey(), of(property.getValue()));
    }
    JsonNode additional = document.path("additionalProperties");
    this.values =
        additional.isObject() ? of(additional) : additional.asBoolean(false) ? ANYTHING : null;
    this.items = document.path("items").isObject() ? of(document.path("items")) : null;
    for (JsonNode key : document.path("x-kubernetes-list-map-keys")) {
      listKeys.add(key.asString());
    }
    for (JsonNode rule : document.path("x-kubernetes-validations")) {
      rules.add(new Rule(rule));
    }
    this.hasRules =
        !rules.isEmpty()
            || (values != null && values.hasRules)
            || (items != null && items.hasRules)
            || properties.values().stream().anyMatch(each -> each.hasRules);
  }

  private static ObjectNode preserving() {
    ObjectNode document = Json.object();
    document.put("x-kubernetes-preserve-unknown-fields", true);
    return document;
  }

  private static Schema text() {
    ObjectNode document = Json.object();
    document.put("type", "string");
    return of(document);
  }

  public static Schema of(JsonNode document) {
    return document instanceof ObjectNode object ? new Schema(object) : ANYTHING;
  }

  /// This schema with a property replaced, and without what its validations say of the others.
  public Schema with(String name, JsonNode property) {
    ObjectNode changed = document.deepCopy();
    changed.withObject("properties").set(name, property);
    return of(changed);
  }

  public ObjectNode document() {
    return document;
  }

  /// `object`, `array`, `string`, `integer`, `number`, `boolean`, or empty.
  public String type() {
    return type;
  }

  public Map<String, Schema> properties() {
    return properties;
  }

  /// The schema of a field, declared or one of many of a map; null when there is no such field.
  public @Nullable Schema field(String name) {
    Schema declared = properties.get(name);
    if (declared != null) {
      return declared;
    }
    return values != null ? values : preservesUnknown || isOpen() ? ANYTHING : null;
  }

  /// Whether nothing at all is said of what stands here.
  private boolean isOpen() {
    return type.isEmpty() && properties.isEmpty() && items == null && !isIntOrString;
  }

  /// The schema of the values of a map, null when this is none.
  public @Nullable Schema values() {
    return values;
  }

  public Schema items() {
    return items == null ? ANYTHING : items;
  }

  public boolean preservesUnknown() {
    return preservesUnknown;
  }

  public boolean isIntOrString() {
    return isIntOrString;
  }

  public boolean isNullable() {
    return document.path("nullable").asBoolean();
  }

  public String format() {
    return document.path("format").asString();
  }

  /// `atomic`, `set`, `map`, or empty, which is atomic.
  public String listType() {
    return document.path("x-kubernetes-list-type").asString();
  }

  public List<String> listKeys() {
    return listKeys;
  }

  /// Whether the fields of an object here belong to one owner as a whole.
  public boolean isAtomicMap() {
    return document.path("x-kubernetes-map-type").asString().equals("atomic");
  }

  /// A default to copy, or null.
  public @Nullable JsonNode initial() {
    return document.get("default");
  }

  /// Whether there is a rule here or below.
  boolean hasRules() {
    return hasRules;
  }

  List<Rule> rules() {
    return rules;
  }

  /// A keyword of the document; missing when it is not used.
  public JsonNode keyword(String name) {
    return document.path(name);
  }
}
