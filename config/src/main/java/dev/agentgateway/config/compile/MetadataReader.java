package dev.agentgateway.config.compile;

import dev.agentgateway.config.kind.Metadata;
import dev.agentgateway.schema.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the part of `metadata` that matters; the rest belongs to others.
final class MetadataReader {

  private MetadataReader() {}

  static Metadata read(Node.Fields root) {
    if (!(root.find("metadata") instanceof Node.Fields metadata)) {
      return Metadata.NONE;
    }
    return new Metadata(
        texts(metadata.find("labels")),
        texts(metadata.find("annotations")),
        generation(metadata.find("generation")),
        created(metadata.find("creationTimestamp")));
  }

  private static Map<String, String> texts(@Nullable Node node) {
    Map<String, String> texts = new HashMap<>();
    if (node instanceof Node.Fields fields) {
      for (Node.Field field : fields.fields()) {
        switch (field.value()) {
          case Node.Text(var _, String text) -> texts.put(field.name(), text);
          case Node.Num(var _, String text) -> texts.put(field.name(), text);
          case Node.Bool(var _, boolean value) -> texts.put(field.name(), String.valueOf(value));
          case Node.Null _, Node.Items _, Node.Fields _ -> {}
        }
      }
    }
    return texts;
  }

  private static long generation(@Nullable Node node) {
    if (node instanceof Node.Num(var _, String text)) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException notWhole) {
        return 0;
      }
    }
    return 0;
  }

  private static Instant created(@Nullable Node node) {
    if (node instanceof Node.Text(var _, String text)) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException notATime) {
        return Instant.EPOCH;
      }
    }
    return Instant.EPOCH;
  }
}
