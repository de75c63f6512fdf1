package dev.agentgateway.apiserver.tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The cells of built-in kinds that are computed.
final class Cells {

  private Cells() {}

  /// The text of a cell by its name, or an empty text for a name that is none.
  static String of(String name, JsonNode object, Instant now) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    JsonNode metadata = object.path("metadata");
    return switch (name) {
      case "@age" -> Ages.since(metadata.path("creationTimestamp").asString(), now);
      case "@name" -> metadata.path("name").asString();
      case "@createdAt" -> metadata.path("creationTimestamp").asString();
      case "@dataCount" ->
          Integer.toString(object.path("data").size() + object.path("binaryData").size());
      case "@secretCount" -> Integer.toString(object.path("secrets").size());
      case "@clusterIp" -> orNone(spec.path("clusterIP").asString());
      case "@externalIp" -> externalIp(spec, status);
      case "@ports" -> ports(spec.path("ports"));
      case "@selector" -> labels(spec.path("selector"));
      case "@lastSeen" -> Ages.since(lastSeen(object), now);
      case "@involved" -> {
        JsonNode involved = object.path("involvedObject");
        yield involved.path("kind").asString().toLowerCase(java.util.Locale.ROOT)
            + "/"
            + involved.path("name").asString();
      }
      case "@nodeStatus" -> isReady(status) ? "Ready" : "NotReady";
      case "@podReady" -> podReady(spec, status);
      case "@replicasReady" ->
          status.path("readyReplicas").asInt(0) + "/" + spec.path("replicas").asInt(0);
      case "@replicasUpdated" -> Integer.toString(status.path("updatedReplicas").asInt(0));
      case "@replicasAvailable" -> Integer.toString(status.path("availableReplicas").asInt(0));
      case "@slicePorts" -> joined(object.path("ports"), each -> each.path("port").asString());
      case "@sliceEndpoints" -> addresses(object.path("endpoints"));
      default -> "";
    };
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
  }

  private static String lastSeen(JsonNode event) {
    for (String name : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
      String time = event.path(name).asString();
      if (!time.isEmpty()) {
        return time;
      }
    }
    return event.path("metadata").path("creationTimestamp").asString();
  }

  private static String externalIp(JsonNode spec, JsonNode status) {
    List<String> found = new ArrayList<>();
    status
        .path("loadBalancer")
        .path("ingress")
        .forEach(each ->
            found.add(
                each.has("ip") ? each.path("ip").asString() : each.path("hostname").asString()));
    spec.path("externalIPs").forEach(each -> found.add(each.asString()));
    if (!found.isEmpty()) {
      return String.join(",", found);
    }
    return switch (spec.path("type").asString()) {
      case "LoadBalancer" -> "<pending>";
      case "ExternalName" -> spec.path("externalName").asString();
      default -> "<none>";
    };
  }

  private static String ports(JsonNode ports) {
    return joined(
        ports,
        each -> {
          String node = each.has("nodePort") ? ":" + each.path("nodePort").asString() : "";
          return each.path("port").asString() + node + "/" + each.path("protocol").asString();
        });
  }

  private static String labels(JsonNode labels) {
    if (labels.isEmpty()) {
      return "<none>";
    }
    return labels.properties().stream()
        .map(each -> each.getKey() + "=" + each.getValue().asString())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static boolean isReady(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asString().equals("Ready")) {
        return condition.path("status").asString().equals("True");
      }
    }
    return false;
  }

  private static String podReady(JsonNode spec, JsonNode status) {
    int ready = 0;
    for (JsonNode each : status.path("containerStatuses")) {
      ready += each.path("ready").asBoolean() ? 1 : 0;
    }
    return ready + "/" + spec.path("containers").size();
  }

  private static String addresses(JsonNode endpoints) {
    List<String> found = new ArrayList<>();
    endpoints.forEach(
        endpoint -> endpoint.path("addresses").forEach(each -> found.add(each.asString())));
    if (found.isEmpty()) {
      return "<unset>";
    }
    return found.size() <= 3
        ? String.join(",", found)
        : String.join(",", found.subList(0, 3)) + " + " + (found.size() - 3) + " more...";
  }

  private static String joined(
      JsonNode items, java.util.function.Function<JsonNode, String> spelled) {
    if (items.isEmpty()) {
      return "<none>";
    }
    return StreamSupport.stream(items.spliterator(), false)
        .map(spelled)
        .collect(Collectors.joining(","));
  }
}
