package dev.agentgateway.apiserver.protobuf;

import dev.agentgateway.apiserver.documents.Document;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.openapi.Schema;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects in protobuf, as clients send built-in kinds: an envelope that names the kind, around the
/// object, whose fields are known by the `x-number` of its schema.
///
/// ```
/// "k8s\0" · { 1: { 1: apiVersion, 2: kind }, 2: the object's bytes, … }
/// ```
public final class Protobuf {

  public static final String CONTENT_TYPE = "application/vnd.kubernetes.protobuf";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> IMPLIED = Set.of("apiVersion", "kind", "metadata");

  private static final int DEPTH_MAX = 32;

  private Protobuf() {}

  /// Whether all fields of a kind are numbered, so that nothing is lost.
  public static boolean isReadable(Schema schema) {
    return schema.properties().entrySet().stream()
        .allMatch(each -> IMPLIED.contains(each.getKey()) || number(each.getValue()) > 0);
  }

  public static Document read(byte[] body, Schema schema) throws MalformedDocument {
    WireReader envelope = content(body);
    ObjectNode object = Json.object();
    byte[] raw = new byte[0];
    while (envelope.next()) {
      if (envelope.field() == 1) {
        WireReader type = envelope.message();
        while (type.next()) {
          switch (type.field()) {
            case 1 -> object.put("apiVersion", type.text());
            case 2 -> object.put("kind", type.text());
            default -> type.skip();
          }
        }
      } else if (envelope.field() == 2) {
        raw = envelope.bytes();
      } else {
        envelope.skip();
      }
    }
    fill(new WireReader(raw), schema, object, 0);
    return new Document(object, List.of());
  }

  /// The bytes past the envelope's mark.
  private static WireReader content(byte[] body) throws MalformedDocument {
    if (body.length < 4 || body[0] != 'k' || body[1] != '8' || body[2] != 's' || body[3] != 0) {
      throw new MalformedDocument("the body does not begin with the mark of a protobuf envelope");
    }
    return new WireReader(body, 4, body.length);
  }

  private static void fill(WireReader reader, Schema schema, ObjectNode into, int depth)
      throws MalformedDocument {
    if (depth > DEPTH_MAX) {
      throw new MalformedDocument("deeper than " + DEPTH_MAX + " levels");
    }
    while (reader.next()) {
      Map.Entry<String, Schema> property = find(schema, reader.field(), depth);
      if (property == null) {
        reader.skip();
        continue;
      }
      Schema field = property.getValue();
      String name = property.getKey();
      if (field.type().equals("array")) {
        ArrayNode array = into.get(name) instanceof ArrayNode known ? known : into.putArray(name);
        array.add(value(reader, field.items(), depth));
      } else if (field.values() != null && field.properties().isEmpty()) {
        ObjectNode map = into.get(name) instanceof ObjectNode known ? known : into.putObject(name);
        entry(reader.message(), field.values(), map, depth);
      } else {
        JsonNode value = value(reader, field, depth);
        if (!isNothing(value)) {
          into.set(name, value);
        }
      }
    }
  }

  /// Protobuf sends the zero of a field that JSON leaves out.
  private static boolean isNothing(JsonNode value) {
    return value.isNull()
        || (value.isString() && value.stringValue().isEmpty())
        || (value.isIntegralNumber() && value.longValue() == 0);
  }

  private static Map.@Nullable Entry<String, Schema> find(Schema schema, int number, int depth) {
    for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
      boolean isMetadata = depth == 0 && property.getKey().equals("metadata");
      if (isMetadata ? number == 1 : number(property.getValue()) == number) {
        return property;
      }
    }
    return null;
  }

  private static int number(Schema schema) {
    return schema.keyword("x-number").asInt(0);
  }

  private static JsonNode value(WireReader reader, Schema schema, int depth)
      throws MalformedDocument {
    if (schema.isIntOrString()) {
      return intOrString(reader.message());
    }
    return switch (schema.type()) {
      case "string" ->
          switch (schema.format()) {
            case "byte" -> NODES.stringNode(Base64.getEncoder().encodeToString(reader.bytes()));
            case "date-time" -> time(reader.message());
            default -> NODES.stringNode(reader.text());
          };
      case "integer" -> NODES.numberNode(reader.varint());
      case "boolean" -> NODES.booleanNode(reader.varint() != 0);
      case "object" -> {
        if (schema.properties().isEmpty()) {
          yield raw(reader.message());
        }
        ObjectNode object = Json.object();
        fill(reader.message(), schema, object, depth + 1);
        yield object;
      }
      default -> {
        reader.skip();
        yield NODES.nullNode();
      }
    };
  }

  private static void entry(WireReader reader, Schema values, ObjectNode into, int depth)
      throws MalformedDocument {
    String key = "";
    JsonNode value = NODES.stringNode("");
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> key = reader.text();
        case 2 -> value = value(reader, values, depth);
        default -> reader.skip();
      }
    }
    into.set(key, value);
  }

  /// JSON within a message of one field.
  private static JsonNode raw(WireReader reader) throws MalformedDocument {
    JsonNode found = NODES.nullNode();
    while (reader.next()) {
      if (reader.field() == 1) {
        found = Json.read(reader.bytes()).tree();
      } else {
        reader.skip();
      }
    }
    return found;
  }

  private static JsonNode time(WireReader reader) throws MalformedDocument {
    long seconds = 0;
    long nanos = 0;
    boolean isSet = false;
    while (reader.next()) {
      isSet = true;
      switch (reader.field()) {
        case 1 -> seconds = reader.varint();
        case 2 -> nanos = reader.varint();
        default -> reader.skip();
      }
    }
    if (!isSet) {
      return NODES.nullNode();
    }
    if (Math.abs(seconds) > 1L << 40) {
      throw new MalformedDocument("a time out of range: " + seconds);
    }
    return NODES.stringNode(
        DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(seconds, nanos)));
  }

  private static JsonNode intOrString(WireReader reader) throws MalformedDocument {
    long type = 0;
    long number = 0;
    String text = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> type = reader.varint();
        case 2 -> number = reader.varint();
        case 3 -> text = reader.text();
        default -> reader.skip();
      }
    }
    return type == 0 ? NODES.numberNode(number) : NODES.stringNode(text);
  }
}
