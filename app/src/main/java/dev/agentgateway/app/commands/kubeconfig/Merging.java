package dev.agentgateway.app.commands.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.access.OwnerOnly;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Adds what one kubeconfig names to another, which is kept beside it as it was. The context in use
/// stays in use.
record Merging(Path from, Path into) {

  private static final List<String> PARTS = List.of("clusters", "users", "contexts");
  private static final String CURRENT = "current-context";

  /// @return what was done
  String run() throws IOException, Refused {
    ObjectNode ours = read(from);
    boolean isThere = Files.exists(into);
    ObjectNode theirs = isThere ? read(into) : JsonNodeFactory.instance.objectNode();
    ObjectNode before = theirs.deepCopy();
    theirs.put("apiVersion", "v1");
    theirs.put("kind", "Config");
    for (String part : PARTS) {
      theirs.set(part, joined(theirs.path(part), ours.path(part)));
    }
    String context = ours.path(CURRENT).asString("");
    if (theirs.path(CURRENT).asString("").isEmpty()) {
      theirs.put(CURRENT, context);
    }
    if (theirs.equals(before)) {
      return "nothing to do: %s has it already\n%s".formatted(into, use(theirs, context));
    }
    StringBuilder said = new StringBuilder();
    if (isThere) {
      Path backup = into.resolveSibling(into.getFileName() + ".before-agentgateway");
      OwnerOnly.write(backup, Files.readString(into));
      said.append("kept as it was: ").append(backup).append('\n');
    }
    OwnerOnly.write(isThere ? into.toRealPath() : into, ObjectText.yaml(theirs));
    said.append("merged into ").append(into).append('\n');
    return said.append(use(theirs, context)).toString();
  }

  private static String use(ObjectNode config, String context) {
    return config.path(CURRENT).asString("").equals(context)
        ? ""
        : "to use it: kubectl config use-context " + context + "\n";
  }

  private static ArrayNode joined(JsonNode theirs, JsonNode ours) {
    ArrayNode joined = JsonNodeFactory.instance.arrayNode();
    List<String> names = ours.valueStream().map(each -> each.path("name").asString("")).toList();
    for (JsonNode each : theirs) {
      if (!names.contains(each.path("name").asString(""))) {
        joined.add(each);
      }
    }
    ours.forEach(joined::add);
    return joined;
  }

  private static ObjectNode read(Path file) throws IOException, Refused {
    byte[] bytes = Files.readAllBytes(file);
    if (new String(bytes, UTF_8).isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      if (Yaml.read(bytes).tree() instanceof ObjectNode tree) {
        return tree;
      }
    } catch (MalformedDocument malformed) {
      throw Refused.error("%s is no YAML: %s".formatted(file, malformed.getMessage()));
    }
    throw Refused.error(file + " is no kubeconfig");
  }
}
