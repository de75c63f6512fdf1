package dev.agentgateway.apiserver.documents;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as trees.
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  public static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  /// An object that this program wrote itself. Its numbers are those of [#read], so that trees from
  /// both compare.
  public static ObjectNode ours(byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      return (ObjectNode) value(parser, parser.nextToken(), "", new ArrayList<>());
    }
  }

  /// Reads a body that someone else wrote.
  public static Document read(byte[] bytes) throws MalformedDocument {
    List<String> duplicates = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedDocument("unexpected end of JSON input");
      }
      JsonNode tree = value(parser, first, "", duplicates);
      if (parser.nextToken() != null) {
        throw new MalformedDocument("something follows the JSON value");
      }
      return new Document(tree, duplicates);
    } catch (JacksonException malformed) {
      String words = malformed.getOriginalMessage();
      int position = words.indexOf(" (start marker");
      throw new MalformedDocument(position < 0 ? words : words.substring(0, position));
    }
  }

  private static JsonNode value(
      JsonParser parser, JsonToken token, String path, List<String> duplicates) {
    return switch (token) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          String at = path.isEmpty() ? name : path + "." + name;
          JsonNode value = value(parser, parser.nextToken(), at, duplicates);
          if (object.replace(name, value) != null) {
            duplicates.add(at);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next, path + "[" + array.size() + "]", duplicates));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }
}
