package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.script.FakeScript;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The fake models as either service lists its own.
final class FakeList {

  private static final long CREATED = 1_767_225_600;
  private static final String CREATED_AT = "2026-01-01T00:00:00Z";

  private FakeList() {}

  static FakeScript all(FakeDialect dialect) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    if (dialect == FakeDialect.COMPLETIONS) {
      list.put("object", "list");
    }
    ArrayNode data = list.putArray("data");
    for (FakeModels.Row row : FakeModels.ALL) {
      data.add(entry(dialect, row.name()));
    }
    if (dialect == FakeDialect.MESSAGES) {
      list.put("has_more", false)
          .put("first_id", FakeModels.ALL.getFirst().name())
          .put("last_id", FakeModels.ALL.getLast().name());
    }
    return FakeScript.json(200, list.toString());
  }

  static FakeScript one(FakeDialect dialect, String id) {
    return FakeScript.json(200, entry(dialect, id).toString());
  }

  private static ObjectNode entry(FakeDialect dialect, String id) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    return switch (dialect) {
      case MESSAGES ->
          entry
              .put("type", "model")
              .put("id", id)
              .put("display_name", id)
              .put("created_at", CREATED_AT)
              .put("lifecycle", "active")
              .put("max_input_tokens", 1_000_000)
              .put("max_tokens", 128_000);
      case COMPLETIONS ->
          entry
              .put("id", id)
              .put("object", "model")
              .put("created", CREATED)
              .put("owned_by", "agentgateway");
    };
  }
}
