package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.dialect.Model;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The list of models.
final class ModelList {

  private ModelList() {}

  static byte[] encode(List<Model> models) {
    return JsonBytes.object(json -> {
      json.writeArrayPropertyStart("data");
      for (Model model : models) {
        json.writeStartObject();
        json.writeStringProperty("type", "model");
        json.writeStringProperty("id", model.id());
        json.writeStringProperty("display_name", model.title());
        json.writeStringProperty("created_at", Instant.ofEpochSecond(model.created()).toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      end(json, "first_id", models.isEmpty() ? "" : models.getFirst().id());
      end(json, "last_id", models.isEmpty() ? "" : models.getLast().id());
      json.writeBooleanProperty("has_more", false);
    });
  }

  private static void end(JsonGenerator json, String name, String id) {
    if (id.isEmpty()) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, id);
    }
  }

  static List<Model> decode(byte[] body) {
    List<Model> models = new ArrayList<>();
    JsonReader.read(
        body,
        json ->
            json.fields(field -> {
              if (field.equals("data")) {
                json.items(i -> models.add(model(json)));
              }
            }));
    return models;
  }

  private static Model model(JsonReader json) {
    Fields read = new Fields();
    json.fields(field -> {
      switch (field) {
        case "id" -> read.id = json.text();
        case "display_name" -> read.title = json.text();
        case "created_at" -> read.created = seconds(json.text());
        default -> {
          // What the model can do.
        }
      }
    });
    return new Model(read.id, read.title, read.created);
  }

  private static long seconds(String time) {
    try {
      return Instant.parse(time).getEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static final class Fields {
    String id = "";
    String title = "";
    long created;
  }
}
