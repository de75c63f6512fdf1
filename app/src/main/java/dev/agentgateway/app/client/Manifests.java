package dev.agentgateway.app.client;

import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the objects in files, folders, the standard input and at addresses.
public final class Manifests {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final int FILES_MAX = 10_000;

  private final InputStream in;
  private final boolean isRecursive;

  public Manifests(InputStream in, boolean isRecursive) {
    this.in = in;
    this.isRecursive = isRecursive;
  }

  /// All of them, in order. What cannot be read is refused, and with it all: half of what was meant
  /// is not what was meant.
  public List<Manifest> read(List<String> places) throws Refused {
    List<Manifest> manifests = new ArrayList<>();
    for (String place : places) {
      try {
        read(place, manifests);
      } catch (IOException e) {
        throw Refused.error("unable to read \"%s\": %s".formatted(place, e.getMessage()));
      }
    }
    if (manifests.isEmpty()) {
      throw Refused.error("no objects passed to apply");
    }
    return manifests;
  }

  private void read(String place, List<Manifest> manifests) throws Refused, IOException {
    if (place.equals("-")) {
      parse("STDIN", in, manifests);
      return;
    }
    if (place.startsWith("https://") || place.startsWith("http://")) {
      parse(place, URI.create(place).toURL().openStream(), manifests);
      return;
    }
    Path path = Path.of(place);
    if (!Files.exists(path)) {
      throw Refused.error("the path \"" + place + "\" does not exist");
    }
    if (!Files.isDirectory(path)) {
      parse(place, Files.newInputStream(path), manifests);
      return;
    }
    for (Path file : files(path)) {
      parse(file.toString(), Files.newInputStream(file), manifests);
    }
  }

  private List<Path> files(Path folder) throws IOException, Refused {
    int depth = isRecursive ? Integer.MAX_VALUE : 1;
    try (Stream<Path> walk = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
              .sorted()
              .limit(FILES_MAX + 1L)
              .toList();
      if (files.size() > FILES_MAX) {
        throw Refused.error("%s: more than %d files".formatted(folder, FILES_MAX));
      }
      return files;
    }
  }

  private static void parse(String source, InputStream in, List<Manifest> manifests)
      throws IOException, Refused {
    byte[] bytes;
    try (in) {
      bytes = in.readNBytes(YamlReader.STREAM_BYTES_MAX + 1);
    }
    Documents read = YamlReader.read(source, bytes);
    for (Fault fault : read.faults()) {
      if (fault.severity() == Fault.Severity.ERROR) {
        throw Refused.error("error parsing %s: %s".formatted(source, fault));
      }
    }
    for (Document document : read.documents()) {
      manifests.add(new Manifest(source, (ObjectNode) tree(document.root())));
    }
  }

  private static JsonNode tree(Node node) {
    return switch (node) {
      case Node.Null _ -> NODES.nullNode();
      case Node.Bool(_, boolean value) -> NODES.booleanNode(value);
      case Node.Num(_, String text) -> JsonMapper.shared().readTree(text);
      case Node.Text(_, String value) -> NODES.stringNode(value);
      case Node.Items(_, List<Node> items) -> {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(tree(item)));
        yield array;
      }
      case Node.Fields(_, List<Node.Field> fields) -> {
        ObjectNode object = NODES.objectNode();
        fields.forEach(field -> object.set(field.name(), tree(field.value())));
        yield object;
      }
    };
  }
}
