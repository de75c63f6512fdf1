package dev.agentgateway.app.commands.export;

import dev.agentgateway.app.client.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Leaves of objects what a person wrote.
final class Cleaning {

  /// What servers and programs write for themselves.
  private static final Set<String> LEFT =
      Set.of(
          "events",
          "leases",
          "endpoints",
          "endpointslices",
          "nodes",
          "pods",
          "replicasets",
          "componentstatuses",
          "apiservices",
          "flowschemas",
          "prioritylevelconfigurations",
          "controllerrevisions",
          "ipaddresses",
          "servicecidrs",
          "csinodes");

  private static final Set<String> NAMESPACES =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  private static final List<String> METADATA =
      List.of("name", "namespace", "labels", "annotations");

  /// Notes of programs to themselves.
  private static final List<String> NOTES =
      List.of(
          "kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision");

  /// On a definition that came with the program.
  private static final String INSTALLED = "agentgateway.dev/installed";

  /// By which name the controller writes.
  private static final String CONTROLLER = "agentgateway";

  private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

  private Cleaning() {}

  static boolean isKept(Kind kind) {
    return kind.can("list") && kind.can("create") && !LEFT.contains(kind.served().plural());
  }

  /// Whether a person wrote it, and the program would not write it anew.
  static boolean isWritten(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String name = metadata.path("name").asString("");
    return switch (object.path("kind").asString("")) {
      case "Namespace" -> !NAMESPACES.contains(name);
      case "CustomResourceDefinition" -> !metadata.path("annotations").has(INSTALLED);
      case "GatewayClass" -> !isOfController(metadata);
      case "ServiceAccount" -> !name.equals("default");
      case "ConfigMap" -> !name.equals("kube-root-ca.crt");
      default -> !metadata.has("ownerReferences") && !metadata.has("deletionTimestamp");
    };
  }

  /// A class that the controller made and nobody else changed.
  private static boolean isOfController(JsonNode metadata) {
    JsonNode owners = metadata.path("managedFields");
    return !owners.isEmpty()
        && owners
            .valueStream()
            .allMatch(each -> each.path("manager").asString("").equals(CONTROLLER));
  }

  /// Without what the server keeps count with, and without what it found out.
  static ObjectNode clean(ObjectNode object) {
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(each -> {
          switch (each.getKey()) {
            case "status" -> {}
            case "metadata" -> clean.set("metadata", metadata(each.getValue()));
            default -> clean.set(each.getKey(), each.getValue());
          }
        });
    if (clean.path("kind").asString("").equals("Namespace")) {
      clean.remove("spec");
    }
    return clean;
  }

  private static ObjectNode metadata(JsonNode full) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    for (String name : METADATA) {
      if (full.has(name)) {
        metadata.set(name, full.get(name).deepCopy());
      }
    }
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      NOTES.forEach(annotations::remove);
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
    if (metadata.path("labels") instanceof ObjectNode labels) {
      labels.remove(NAMESPACE_LABEL);
      if (labels.isEmpty()) {
        metadata.remove("labels");
      }
    }
    return metadata;
  }
}
