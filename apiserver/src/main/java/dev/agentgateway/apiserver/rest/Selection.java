package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.selectors.FieldSelector;
import dev.agentgateway.apiserver.selectors.LabelSelector;
import dev.agentgateway.apiserver.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which objects of a place a request is about.
record Selection(Place place, LabelSelector labels, FieldSelector fields) {

  private static final Set<String> METADATA_FIELDS = Set.of("metadata.name", "metadata.namespace");

  /// Fields by which objects of built-in kinds are selected.
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "events",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "secrets",
          Set.of("type"),
          "namespaces",
          Set.of("status.phase"),
          "pods",
          Set.of("spec.nodeName", "status.phase", "status.podIP", "spec.serviceAccountName"),
          "services",
          Set.of("spec.clusterIP", "spec.type"));

  static Selection of(Place place, Parameters parameters) {
    try {
      Selection selection =
          new Selection(
              place,
              LabelSelector.parse(parameters.text("labelSelector")),
              FieldSelector.parse(parameters.text("fieldSelector")));
      selection.fields.terms().forEach(term -> requireKnown(place.kind(), term.field()));
      return selection;
    } catch (IllegalArgumentException malformed) {
      throw Status.badRequest(String.valueOf(malformed.getMessage())).refusal();
    }
  }

  private static void requireKnown(Kind kind, String field) {
    if (!METADATA_FIELDS.contains(field)
        && !FIELDS.getOrDefault(kind.resource(), Set.of()).contains(field)) {
      throw Status.badRequest("field label not supported: " + field).refusal();
    }
  }

  boolean isAll() {
    return labels.requirements().isEmpty() && fields.terms().isEmpty();
  }

  boolean holds(Stored stored) {
    String namespace = place.namespace();
    if (namespace != null && !namespace.equals(stored.key().namespace())) {
      return false;
    }
    if (!labels.matches(stored.labels())) {
      return false;
    }
    return fields.terms().isEmpty() || fields.matches(field -> value(stored, field));
  }

  private static String value(Stored stored, String field) {
    if (field.equals("metadata.name")) {
      return stored.key().name();
    }
    if (field.equals("metadata.namespace")) {
      return stored.key().namespace();
    }
    JsonNode at = Json.ours(stored.json());
    for (String step : List.of(field.split("\\."))) {
      at = at.path(step);
    }
    return field.equals("source") ? at.path("component").asString() : at.asString();
  }
}
