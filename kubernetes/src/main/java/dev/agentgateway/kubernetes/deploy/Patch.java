package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.workload.Image;
import dev.agentgateway.config.workload.Variable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts a patch together from what is written; what is not written changes nothing.
final class Patch {

  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  /// @param value null changes nothing
  Patch set(String path, @Nullable JsonNode value) {
    if (value != null) {
      int dot = path.lastIndexOf('.');
      at(dot < 0 ? "" : path.substring(0, dot)).set(path.substring(dot + 1), value);
    }
    return this;
  }

  Patch set(String path, @Nullable String value) {
    return set(path, value == null ? null : JsonNodeFactory.instance.stringNode(value));
  }

  Patch set(String path, @Nullable Long value) {
    return set(path, value == null ? null : JsonNodeFactory.instance.numberNode(value));
  }

  Patch set(String path, Map<String, String> values) {
    values.forEach((name, value) -> at(path).put(name, value));
    return this;
  }

  /// Takes away what is there.
  Patch remove(String path) {
    return set(path, JsonNodeFactory.instance.nullNode());
  }

  /// What the container is run with.
  Patch variables(List<Variable> variables) {
    if (!variables.isEmpty()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      for (Variable each : variables) {
        ObjectNode one = all.addObject().put("name", each.name());
        if (each.value() != null) {
          one.put("value", each.value());
        }
        if (each.valueFrom() != null) {
          one.set("valueFrom", each.valueFrom());
        }
      }
      set("env", all);
    }
    return this;
  }

  Patch pulled(@Nullable Image image) {
    return set("imagePullPolicy", image == null ? null : image.pullPolicy());
  }

  boolean isEmpty() {
    return tree.isEmpty();
  }

  Change of(String kind) {
    return new Change(kind, tree);
  }

  /// A change of the container, as one of the workload.
  Change ofContainer() {
    ArrayNode containers = JsonNodeFactory.instance.arrayNode();
    containers.add(tree.put("name", DataPlane.CONTAINER));
    return new Patch().set("spec.template.spec.containers", containers).of(Change.WORKLOAD);
  }

  private ObjectNode at(String path) {
    ObjectNode node = tree;
    if (!path.isEmpty()) {
      for (String step : path.split("\\.", -1)) {
        node = node.get(step) instanceof ObjectNode below ? below : node.putObject(step);
      }
    }
    return node;
  }
}
