package dev.agentgateway.apiserver;

import dev.agentgateway.apiserver.documents.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request that a real API server and ours are asked, and how their answers are made comparable.
///
/// @param form what the body is, or what is asked for
record Exchange(String name, String method, String form, String target, String body) {

  static final Path FOLDER = Path.of("src/test/golden/oracle");

  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  /// Chosen by a server, different each time.
  private static final Set<String> CHOSEN =
      Set.of(
          "uid", "resourceVersion", "creationTimestamp", "time", "deletionTimestamp", "continue");

  /// Of columns: a real server shows those of its fields' documentation.
  private static final Set<String> EXPLAINING = Set.of("description");

  private static final Pattern AGE = Pattern.compile("\\d+[smhd](\\d+[smhd])?");

  /// An answer as it is compared.
  record Answer(int status, List<String> warnings, JsonNode body) {

    String text() {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.put("status", status);
      ArrayNode told = tree.putArray("warnings");
      warnings.forEach(told::add);
      tree.set("body", body);
      return tree.toPrettyString() + "\n";
    }
  }

  static List<Exchange> all() throws IOException {
    List<Exchange> all = new ArrayList<>();
    String text = Files.readString(FOLDER.resolve("requests.txt"));
    for (String block : text.split("(?m)^== ", -1)) {
      String[] parts = block.strip().split("\n", 3);
      if (parts.length > 1 && !parts[0].startsWith("#")) {
        String[] request = parts[1].split(" ", 3);
        String body = parts.length > 2 ? parts[2].strip() : "";
        all.add(new Exchange(parts[0].strip(), request[0], request[1], request[2], body));
      }
    }
    return all;
  }

  String accept() {
    return switch (form) {
      case "table", "watchtable" -> TABLE;
      case "metadata" -> "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
      default -> "application/json";
    };
  }

  String contentType() {
    return switch (form) {
      case "merge" -> "application/merge-patch+json";
      case "jsonpatch" -> "application/json-patch+json";
      case "strategic" -> "application/strategic-merge-patch+json";
      case "apply" -> "application/apply-patch+yaml";
      case "yaml" -> "application/yaml";
      case "text" -> "text/plain";
      default -> "application/json";
    };
  }

  /// Without what a server chooses, and with fields in the order of their names.
  Answer normal(int status, List<String> warnings, String body) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    if (form.startsWith("watch")) {
      body.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(tree(line)));
      return new Answer(status, warnings, normal(lines));
    }
    return new Answer(status, warnings, normal(tree(body)));
  }

  private static JsonNode tree(String text) {
    return text.startsWith("{")
        ? JsonMapper.shared().readTree(text)
        : Json.object().put("text", text.strip());
  }

  private static JsonNode normal(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> fields = new TreeMap<>();
        object
            .properties()
            .forEach(each -> {
              if (CHOSEN.contains(each.getKey())) {
                fields.put(each.getKey(), JsonNodeFactory.instance.stringNode("CHOSEN"));
              } else if (!EXPLAINING.contains(each.getKey())) {
                fields.put(each.getKey(), normal(each.getValue()));
              }
            });
        yield JsonNodeFactory.instance.objectNode().setAll(fields);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(normal(each)));
        yield copy;
      }
      default ->
          node.isString() && AGE.matcher(node.asString()).matches()
              ? JsonNodeFactory.instance.stringNode("AGE")
              : node;
    };
  }
}
