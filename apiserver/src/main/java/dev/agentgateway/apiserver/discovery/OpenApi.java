package dev.agentgateway.apiserver.discovery;

import dev.agentgateway.apiserver.discovery.Groups.Entry;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Kinds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAPI v3 documents, one a group and version, kept until its kinds change.
public final class OpenApi {

  private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final Kinds kinds;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /// A document, and what it was written from.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Page(List<Entry> entries, byte[] document, String hash) {}

  public OpenApi(Kinds kinds) {
    this.kinds = kinds;
  }

  /// `/openapi/v3`: where the documents are.
  public ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    all()
        .forEach((path, entries) ->
            paths
                .putObject(path)
                .put(
                    "serverRelativeURL",
                    "/openapi/v3/" + path + "?hash=" + page(path, entries).hash()));
    return index;
  }

  /// The document of `api/v1` or `apis/GROUP/VERSION`, or null.
  public byte @Nullable [] document(String path) {
    List<Entry> entries = all().get(path);
    return entries == null ? null : page(path, entries).document();
  }

  private Map<String, List<Entry>> all() {
    Map<String, List<Entry>> found = new TreeMap<>();
    Groups.of(kinds)
        .forEach((group, versions) ->
            versions.forEach((version, entries) ->
                found.put(
                    group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version,
                    entries)));
    return found;
  }

  private Page page(String path, List<Entry> entries) {
    Page known = pages.get(path);
    if (known != null && known.entries().equals(entries)) {
      return known;
    }
    byte[] document = Json.bytes(document(path, entries));
    Page page = new Page(List.copyOf(entries), document, hash(document));
    pages.put(path, page);
    return page;
  }

  private static String hash(byte[] document) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private ObjectNode document(String path, List<Entry> entries) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.0.0");
    ObjectNode about = document.putObject("info");
    about.put("title", "agentgateway");
    about.put("version", "v1");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    schemas.set(METADATA, published(kinds.metadataSchema().document()));
    for (Entry entry : entries) {
      Kind kind = entry.kind();
      String name = schemaName(kind, entry.served().version());
      schemas.set(name, schema(entry));
      String collection =
          "/" + path + (kind.isNamespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural();
      paths.putObject(collection).set("post", operation(entry, name, List.of("application/json")));
      ObjectNode one = paths.putObject(collection + "/{name}");
      one.set("get", operation(entry, name, List.of()));
      one.set("put", operation(entry, name, List.of("application/json")));
      one.set("patch", operation(entry, name, patchTypes(kind)));
      one.set("delete", operation(entry, name, List.of()));
    }
    return document;
  }

  private static List<String> patchTypes(Kind kind) {
    return kind.isCustom()
        ? List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json")
        : List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json");
  }

  private static String schemaName(Kind kind, String version) {
    if (kind.group().isEmpty()) {
      return "io.k8s.api.core." + version + "." + kind.name();
    }
    StringBuilder reversed = new StringBuilder();
    for (String part : kind.group().split("\\.", -1)) {
      reversed.insert(0, part + ".");
    }
    return reversed + version + "." + kind.name();
  }

  private static ObjectNode operation(Entry entry, String schema, List<String> bodies) {
    ObjectNode operation = Json.object();
    if (!bodies.isEmpty()) {
      ArrayNode parameters = operation.putArray("parameters");
      for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", name);
        parameter.put("in", "query");
        parameter.putObject("schema").put("type", name.equals("force") ? "boolean" : "string");
      }
      ObjectNode content = operation.putObject("requestBody").putObject("content");
      for (String type : bodies) {
        content.putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + schema);
      }
    }
    operation
        .putObject("responses")
        .putObject("200")
        .put("description", "OK")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
    operation.set("x-kubernetes-group-version-kind", identity(entry));
    return operation;
  }

  private static ObjectNode identity(Entry entry) {
    ObjectNode identity = Json.object();
    identity.put("group", entry.kind().group());
    identity.put("version", entry.served().version());
    identity.put("kind", entry.kind().name());
    return identity;
  }

  private static ObjectNode schema(Entry entry) {
    ObjectNode schema = (ObjectNode) published(entry.served().schema().document());
    ObjectNode properties = schema.withObject("properties");
    ObjectNode metadata = properties.putObject("metadata");
    metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + METADATA);
    metadata.put("description", "What every object says of itself.");
    describe(properties, "apiVersion", "Group and version of the object's form.");
    describe(properties, "kind", "Kind of the object.");
    schema.putArray("x-kubernetes-group-version-kind").add(identity(entry));
    return schema;
  }

  private static void describe(ObjectNode properties, String name, String words) {
    ObjectNode property = properties.withObject(name);
    if (!property.has("description")) {
      property.put("description", words);
    }
  }

  /// A schema as clients read it: without what only this server reads.
  private static JsonNode published(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("x-number");
    }
    node.forEach(OpenApi::strip);
  }
}
