package dev.agentgateway.app.commands.apply;

import dev.agentgateway.app.client.ObjectText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// What was applied last, which the object itself remembers: without it nobody could tell what was
/// taken out of a manifest from what others have put in.
final class LastApplied {

  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  private LastApplied() {}

  /// The manifest, and in it the manifest.
  static ObjectNode remembered(ObjectNode manifest) {
    ObjectNode whole = manifest.deepCopy();
    ObjectNode annotations = annotations(whole);
    annotations.remove(ANNOTATION);
    annotations.put(ANNOTATION, ObjectText.sorted(whole).toString() + "\n");
    return whole;
  }

  private static ObjectNode annotations(ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    return metadata.path("annotations") instanceof ObjectNode written
        ? written
        : metadata.putObject("annotations");
  }

  static @Nullable ObjectNode of(ObjectNode present) {
    String text = present.path("metadata").path("annotations").path(ANNOTATION).asString("");
    try {
      return !text.isEmpty() && JsonMapper.shared().readTree(text) instanceof ObjectNode last
          ? last
          : null;
    } catch (JacksonException broken) {
      return null;
    }
  }

  /// A merge patch that makes what is present into what is to be: adds and changes what differs,
  /// and removes what was applied last and is applied no more. What others wrote stays.
  static ObjectNode patch(@Nullable ObjectNode last, ObjectNode wanted, ObjectNode present) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> each : wanted.properties()) {
      JsonNode was = last == null ? null : last.get(each.getKey());
      JsonNode is = present.get(each.getKey());
      JsonNode wish = each.getValue();
      if (wish instanceof ObjectNode object && is instanceof ObjectNode there) {
        ObjectNode inner = patch(was instanceof ObjectNode old ? old : null, object, there);
        if (!inner.isEmpty()) {
          patch.set(each.getKey(), inner);
        }
      } else if (!wish.isNull() && !wish.equals(is)) {
        patch.set(each.getKey(), wish);
      } else if (wish.isNull() && is != null) {
        patch.set(each.getKey(), NullNode.instance);
      }
    }
    if (last != null) {
      for (String name : last.propertyNames()) {
        if (!wanted.has(name) && present.has(name)) {
          patch.set(name, NullNode.instance);
        }
      }
    }
    return patch;
  }
}
