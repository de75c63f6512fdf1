package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A list of models that the gateway knows by itself, in the form that the client's headers ask
/// for: Anthropic's with `anthropic-version`, else OpenAI's.
public final class ModelList {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// No model of ours has a date; the formats demand one.
  private static final String CREATED_AT = "1970-01-01T00:00:00Z";

  private ModelList() {}

  public static Reply of(List<String> models, Headers headers) {
    ObjectNode list = headers.contains("anthropic-version") ? anthropic(models) : openai(models);
    return new Reply(
        200,
        Headers.of("content-type", "application/json"),
        list.toString().getBytes(UTF_8),
        ReplyFacts.NONE);
  }

  private static ObjectNode openai(List<String> models) {
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : models) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "agentgateway");
    }
    return list;
  }

  private static ObjectNode anthropic(List<String> models) {
    ObjectNode list = JSON.createObjectNode();
    ArrayNode data = list.putArray("data");
    for (String model : models) {
      data.addObject()
          .put("type", "model")
          .put("id", model)
          .put("display_name", model)
          .put("created_at", CREATED_AT);
    }
    list.put("has_more", false);
    list.put("first_id", models.isEmpty() ? null : models.getFirst());
    list.put("last_id", models.isEmpty() ? null : models.getLast());
    return list;
  }
}
