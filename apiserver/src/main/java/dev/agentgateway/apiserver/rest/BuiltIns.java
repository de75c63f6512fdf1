package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Served;
import dev.agentgateway.apiserver.openapi.Validation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the built-in kinds demand and fill in beyond their schemas.
final class BuiltIns {

  private static final java.util.regex.Pattern DATA_KEY =
      java.util.regex.Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  private BuiltIns() {}

  /// Completes an object before it is validated.
  static void complete(Kind kind, ObjectNode tree) {
    if (kind.isCustom()) {
      return;
    }
    dropNulls(tree);
    switch (kind.resource()) {
      case "namespaces" -> {
        String name = tree.path("metadata").path("name").asString();
        tree.withObject("metadata").withObject("labels").put("kubernetes.io/metadata.name", name);
        if (!tree.path("spec").has("finalizers")) {
          tree.withObject("spec").putArray("finalizers").add("kubernetes");
        }
        if (tree.path("status").path("phase").asString().isEmpty()) {
          tree.withObject("status").put("phase", "Active");
        }
      }
      case "secrets" -> {
        JsonNode plain = tree.remove("stringData");
        if (plain != null) {
          ObjectNode data = tree.withObject("data");
          for (Map.Entry<String, JsonNode> each : plain.properties()) {
            byte[] bytes =
                each.getValue().asString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            data.put(each.getKey(), Base64.getEncoder().encodeToString(bytes));
          }
        }
      }
      case "services" -> {
        for (JsonNode port : tree.path("spec").path("ports")) {
          if (port instanceof ObjectNode object && !object.has("targetPort")) {
            object.set("targetPort", object.path("port"));
          }
        }
        ObjectNode spec = tree.withObject("spec");
        if (!spec.has("internalTrafficPolicy")
            && !spec.path("type").asString().equals("ExternalName")) {
          spec.put("internalTrafficPolicy", "Cluster");
        }
        tree.withObject("status").withObject("loadBalancer");
      }
      default -> {
        // The schema says all.
      }
    }
  }

  /// What a cluster cannot even decode is a bad request, rather than an invalid object.
  static void requireForm(Kind kind, Served served, ObjectNode tree) {
    if (kind.isCustom()) {
      return;
    }
    for (Cause cause : Validation.check(served.schema(), tree, null)) {
      if (cause.reason().equals("FieldValueTypeInvalid")) {
        throw undecodable(
            kind,
            served,
            "json: cannot unmarshal into Go struct field %s.%s: %s"
                .formatted(kind.name(), cause.field(), cause.message()));
      }
    }
    if (kind.resource().equals("secrets")) {
      for (Map.Entry<String, JsonNode> each : tree.path("data").properties()) {
        try {
          Base64.getDecoder().decode(each.getValue().asString());
        } catch (IllegalArgumentException malformed) {
          throw undecodable(kind, served, "illegal base64 data in data." + each.getKey());
        }
      }
    }
  }

  private static RuntimeException undecodable(Kind kind, Served served, String words) {
    return Status.badRequest(
            "%s in version \"%s\" cannot be handled as a %s: %s"
                .formatted(kind.name(), served.version(), kind.name(), words))
        .refusal();
  }

  static void check(Kind kind, ObjectNode tree, @Nullable ObjectNode live, List<Cause> causes) {
    if (kind.isCustom()) {
      return;
    }
    switch (kind.resource()) {
      case "secrets" -> {
        checkKeys(tree, causes);
        if (live != null && !live.path("type").equals(tree.path("type"))) {
          causes.add(Cause.invalid("type", tree.path("type").toString(), "field is immutable"));
        }
        checkType(tree, causes);
        checkImmutable(tree, live, causes);
      }
      case "configmaps" -> {
        checkKeys(tree, causes);
        checkImmutable(tree, live, causes);
      }
      case "services" -> checkService(tree.path("spec"), causes);
      default -> {
        // The schema says all.
      }
    }
  }

  private static void checkType(ObjectNode secret, List<Cause> causes) {
    if (secret.path("type").asString().equals("kubernetes.io/tls")) {
      for (String key : List.of("tls.crt", "tls.key")) {
        if (!secret.path("data").has(key)) {
          causes.add(Cause.required("data[" + key + "]", ""));
        }
      }
    }
  }

  private static void checkKeys(ObjectNode tree, List<Cause> causes) {
    for (String part : List.of("data", "binaryData")) {
      for (Map.Entry<String, JsonNode> each : tree.path(part).properties()) {
        if (!DATA_KEY.matcher(each.getKey()).matches()) {
          causes.add(
              Cause.invalid(
                  part + "[" + each.getKey() + "]",
                  '"' + each.getKey() + '"',
                  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
                      + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
                      + " '[-._a-zA-Z0-9]+')"));
        }
      }
    }
  }

  private static void checkImmutable(
      ObjectNode tree, @Nullable ObjectNode live, List<Cause> causes) {
    if (live == null || !live.path("immutable").asBoolean()) {
      return;
    }
    for (String part : List.of("immutable", "data", "binaryData")) {
      if (!live.path(part).equals(tree.path(part))) {
        causes.add(Cause.forbidden(part, "field is immutable when `immutable` is set"));
      }
    }
  }

  private static void checkService(JsonNode spec, List<Cause> causes) {
    JsonNode ports = spec.path("ports");
    String type = spec.path("type").asString();
    boolean isHeadless = spec.path("clusterIP").asString().equals("None");
    if (ports.isEmpty() && !type.equals("ExternalName") && !isHeadless) {
      causes.add(Cause.required("spec.ports", ""));
    }
    if (type.equals("ExternalName") && spec.path("externalName").asString().isEmpty()) {
      causes.add(
          Cause.invalid("spec.externalName", "\"\"", "may not be empty for type \"ExternalName\""));
    }
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.get(i);
      String at = "spec.ports[" + i + "]";
      if (ports.size() > 1 && port.path("name").asString().isEmpty()) {
        causes.add(Cause.required(at + ".name", ""));
      }
      int number = port.path("port").asInt(0);
      if (number < 1 || number > 65_535) {
        causes.add(
            Cause.invalid(
                at + ".port",
                port.path("port").toString(),
                "must be between 1 and 65535, inclusive"));
      }
    }
  }

  /// A cluster's own kinds know no nulls.
  private static void dropNulls(JsonNode tree) {
    switch (tree) {
      case ObjectNode object -> {
        List<String> gone = new ArrayList<>();
        object
            .properties()
            .forEach(each -> {
              if (each.getValue().isNull()) {
                gone.add(each.getKey());
              } else {
                dropNulls(each.getValue());
              }
            });
        object.remove(gone);
      }
      case ArrayNode array -> array.forEach(BuiltIns::dropNulls);
      default -> {
        // A value.
      }
    }
  }
}
