package dev.agentgateway.app.commands.describe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an object for people, as kubectl describes a kind that it does not know. Of
/// Secrets, only the sizes are told.
final class Description {

  private static final String INDENT = "  ";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Set<String> ACRONYMS = Set.of("API", "URL", "UID", "OSB", "GUID");
  private static final Pattern HUMP =
      Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Set<String> TOLD =
      Set.of("name", "namespace", "labels", "annotations", "managedFields");

  private final StringBuilder text = new StringBuilder();

  private Description() {}

  static String of(ObjectNode object, Events events) {
    Description description = new Description();
    description.head(object.path("metadata"));
    String kind =
        object.path("apiVersion").asString("").equals("v1") ? object.path("kind").asString("") : "";
    switch (kind) {
      case "Secret" -> description.secret(object);
      case "ConfigMap" -> description.configMap(object);
      default -> description.fields(object, "", 0);
    }
    return kind.equals("Secret")
        ? Events.UNTOLD.below(description.text.toString())
        : events.below(description.text.toString());
  }

  private void head(JsonNode metadata) {
    text.append("Name:\t").append(metadata.path("name").asString("")).append('\n');
    text.append("Namespace:\t").append(metadata.path("namespace").asString("")).append('\n');
    pairs("Labels", metadata.path("labels"), "=");
    pairs("Annotations", metadata.path("annotations"), ": ");
  }

  private void pairs(String title, JsonNode pairs, String between) {
    List<String> lines = new ArrayList<>();
    sorted(pairs)
        .forEach((key, value) -> {
          if (!key.equals(LAST_APPLIED)) {
            lines.add(key + between + value.asString(""));
          }
        });
    text.append(title).append(":\t");
    text.append(lines.isEmpty() ? "<none>" : String.join("\n\t", lines)).append('\n');
  }

  private void secret(ObjectNode secret) {
    text.append("\nType:\t").append(secret.path("type").asString("Opaque")).append("\n\n");
    text.append("Data\n====\n");
    sorted(secret.path("data"))
        .forEach((key, value) -> {
          text.append("%s:\t%d bytes\n".formatted(key, bytes(value)));
        });
  }

  private void configMap(ObjectNode map) {
    text.append("\nData\n====\n");
    sorted(map.path("data"))
        .forEach(
            (key, value) -> text.append("%s:\n----\n%s\n\n".formatted(key, value.asString(""))));
    text.append("\nBinaryData\n====\n");
    sorted(map.path("binaryData"))
        .forEach((key, value) -> text.append("%s: %d bytes\n".formatted(key, bytes(value))));
    text.append('\n');
  }

  private static int bytes(JsonNode encoded) {
    return Base64.getDecoder().decode(encoded.asString("").getBytes(UTF_8)).length;
  }

  private void fields(JsonNode object, String path, int depth) {
    sorted(object)
        .forEach((key, value) -> {
          if (path.equals(".metadata") && TOLD.contains(key)) {
            return;
          }
          String indent = INDENT.repeat(depth);
          if (value.isObject()) {
            text.append(indent).append(label(key)).append(":\n");
            fields(value, path + "." + key, depth + 1);
          } else if (value.isArray()) {
            text.append(indent).append(label(key)).append(":\n");
            for (JsonNode item : value) {
              if (item.isObject()) {
                fields(item, path + "." + key, depth + 1);
              } else {
                text.append(INDENT.repeat(depth + 1)).append(plain(item)).append('\n');
              }
            }
          } else {
            text.append("%s%s:\t%s\n".formatted(indent, label(key), plain(value)));
          }
        });
  }

  private static String plain(JsonNode value) {
    return value.isString() ? value.asString() : value.isNull() ? "<nil>" : value.toString();
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return sorted;
  }

  /// `observedGeneration` is `Observed Generation`; what is no plain word stays as it is.
  static String label(String field) {
    if (!field.chars().allMatch(c -> Character.isLetter(c) || c == '-')) {
      return field;
    }
    List<String> words = new ArrayList<>();
    for (String word : HUMP.split(field, -1)) {
      String upper = word.toUpperCase(Locale.ROOT);
      words.add(ACRONYMS.contains(upper) ? upper : upper.substring(0, 1) + word.substring(1));
    }
    return String.join(" ", words);
  }
}
