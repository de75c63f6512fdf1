package dev.agentgateway.apiserver.documents;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// YAML as trees: what JSON can say, no more.
public final class Yaml {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Aliases may repeat a part; past this many nodes a document is a bomb.
  private static final int NODES_MAX = 500_000;

  private int nodes;

  private final List<String> duplicates = new ArrayList<>();

  private Yaml() {}

  /// Reads one document.
  public static Document read(byte[] bytes) throws MalformedDocument {
    Yaml yaml = new Yaml();
    try {
      Node root =
          new Compose(settings())
              .composeInputStream(new ByteArrayInputStream(bytes))
              .orElseThrow(() -> new MalformedDocument("the YAML document is empty"));
      return new Document(yaml.tree(root, ""), yaml.duplicates);
    } catch (YamlEngineException malformed) {
      throw new MalformedDocument(String.valueOf(malformed.getMessage()));
    }
  }

  /// Reads every document of a text that this program was started with.
  public static List<ObjectNode> all(String text) throws MalformedDocument {
    List<ObjectNode> found = new ArrayList<>();
    try {
      for (Node root : new Compose(settings()).composeAllFromString(text)) {
        if (new Yaml().tree(root, "") instanceof ObjectNode object) {
          found.add(object);
        }
      }
    } catch (YamlEngineException malformed) {
      throw new MalformedDocument(String.valueOf(malformed.getMessage()));
    }
    return found;
  }

  public static List<ObjectNode> all(byte[] bytes) throws MalformedDocument {
    return all(new String(bytes, StandardCharsets.UTF_8));
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setAllowDuplicateKeys(true)
        .setCodePointLimit(8 * 1024 * 1024)
        .setMaxAliasesForCollections(100)
        .build();
  }

  private JsonNode tree(Node node, String path) throws MalformedDocument {
    if (++nodes > NODES_MAX) {
      throw new MalformedDocument("more than " + NODES_MAX + " values");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, path);
      case SequenceNode sequence -> {
        ArrayNode array = NODES.arrayNode();
        for (Node item : sequence.getValue()) {
          array.add(tree(item, path + "[" + array.size() + "]"));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new MalformedDocument("a node that is no value: " + node.getNodeType());
    };
  }

  private ObjectNode object(MappingNode mapping, String path) throws MalformedDocument {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new MalformedDocument("a key that is no text");
      }
      if (key.getValue().equals("<<") && tuple.getValueNode() instanceof MappingNode merged) {
        object(merged, path)
            .properties()
            .forEach(each -> object.putIfAbsent(each.getKey(), each.getValue()));
        continue;
      }
      String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (object.replace(key.getValue(), tree(tuple.getValueNode(), at)) != null) {
        duplicates.add(at);
      }
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode("true".equalsIgnoreCase(text));
    }
    if (tag.equals(Tag.INT)) {
      BigInteger whole = whole(text);
      return whole.bitLength() < 64 ? NODES.numberNode(whole.longValue()) : NODES.numberNode(whole);
    }
    if (tag.equals(Tag.FLOAT)) {
      try {
        return NODES.numberNode(Double.parseDouble(text));
      } catch (NumberFormatException notFinite) {
        return NODES.stringNode(text);
      }
    }
    return NODES.stringNode(text);
  }

  private static BigInteger whole(String text) {
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return new BigInteger(text);
  }
}
