package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Document;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.apiserver.protobuf.Protobuf;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Bodies of requests, read and held against what may be written.
final class Bodies {

  private Bodies() {}

  /// An object as sent.
  ///
  /// @param faults fields that are unknown or stand twice
  record Sent(ObjectNode tree, List<String> faults) {}

  static Sent object(Call call, Place place) {
    Document document;
    try {
      document =
          switch (call.contentType()) {
            case "application/yaml", "application/apply-patch+yaml" -> Yaml.read(call.body());
            case Protobuf.CONTENT_TYPE -> {
              if (!Protobuf.isReadable(place.served().schema())) {
                throw unsupported("application/json, application/yaml");
              }
              yield Protobuf.read(call.body(), place.served().schema());
            }
            case "", "application/json" -> Json.read(call.body());
            default -> throw unsupported("application/json, application/yaml");
          };
    } catch (MalformedDocument malformed) {
      throw unreadable(place, malformed).refusal();
    }
    if (!(document.tree() instanceof ObjectNode tree)) {
      throw Status.badRequest(
              "%s in version \"%s\" cannot be handled as a %s: the body is no object"
                  .formatted(place.kind().name(), place.served().version(), place.kind().name()))
          .refusal();
    }
    requireKind(tree, place);
    List<String> faults = new ArrayList<>();
    document.duplicates().forEach(path -> faults.add("duplicate field \"" + path + "\""));
    return new Sent(tree, faults);
  }

  static Document patch(Call call) {
    try {
      return Json.read(call.body());
    } catch (MalformedDocument malformed) {
      throw Status.badRequest("error decoding patch: " + malformed.getMessage()).refusal();
    }
  }

  private static Status unreadable(Place place, MalformedDocument malformed) {
    return Status.badRequest(
        "the object provided is unrecognized (must be of type %s): couldn't read it: %s"
            .formatted(place.kind().name(), malformed.getMessage()));
  }

  static RuntimeException unsupported(String accepted) {
    return Status.unsupportedMediaType(
            "the body of the request was in an unknown format - accepted media types include: "
                + accepted)
        .refusal();
  }

  private static void requireKind(ObjectNode tree, Place place) {
    String kind = tree.path("kind").asString();
    String apiVersion = tree.path("apiVersion").asString();
    if (kind.isEmpty() && !place.kind().isCustom()) {
      tree.put("kind", place.kind().name());
      kind = place.kind().name();
    }
    if (apiVersion.isEmpty() && !place.kind().isCustom()) {
      tree.put("apiVersion", place.apiVersion());
      apiVersion = place.apiVersion();
    }
    if (!apiVersion.equals(place.apiVersion())) {
      throw Status.badRequest(
              "the API version in the data (%s) does not match the expected API version (%s)"
                  .formatted(apiVersion, place.apiVersion()))
          .refusal();
    }
    if (!kind.equals(place.kind().name())) {
      throw Status.badRequest(
              "the kind in the data (%s) does not match the expected kind (%s)"
                  .formatted(kind, place.kind().name()))
          .refusal();
    }
  }
}
