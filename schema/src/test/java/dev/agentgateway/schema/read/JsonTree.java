package dev.agentgateway.schema.read;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON with single quotes and bare names as a tree that knows its places.
final class JsonTree {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .build();

  private JsonTree() {}

  static Node of(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return node(parser);
    }
  }

  private static Node node(JsonParser parser) {
    Position at = at(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        List<Node.Field> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          Position where = at(parser);
          parser.nextToken();
          fields.add(new Node.Field(name, where, node(parser)));
        }
        yield new Node.Fields(at, fields);
      }
      case START_ARRAY -> {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node(parser));
        }
        yield new Node.Items(at, items);
      }
      case VALUE_STRING -> new Node.Text(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Num(at, parser.getString());
      case VALUE_TRUE -> new Node.Bool(at, true);
      case VALUE_FALSE -> new Node.Bool(at, false);
      default -> new Node.Null(at);
    };
  }

  private static Position at(JsonParser parser) {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Position("test", location.getLineNr(), location.getColumnNr());
  }
}
