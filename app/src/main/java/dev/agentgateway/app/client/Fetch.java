package dev.agentgateway.app.client;

import dev.agentgateway.kubernetes.api.Served;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which objects of a kind are meant, and how they are asked for.
///
/// @param labels a selector; null for all
/// @param fields a selector; null for all
public record Fetch(boolean isEverywhere, @Nullable String labels, @Nullable String fields) {

  private static final int PAGE = 500;

  /// The collection in which objects of a kind are looked for.
  public String collection(Kind kind, Remote server) {
    Served served = kind.served();
    return isEverywhere ? served.everywhere() : served.collection(server.namespace());
  }

  /// The query of a list or a watch, with more parameters behind it.
  public String query(String more) {
    StringBuilder query = new StringBuilder("?").append(more);
    if (labels != null) {
      query.append("&labelSelector=").append(Remote.escaped(labels));
    }
    if (fields != null) {
      query.append("&fieldSelector=").append(Remote.escaped(fields));
    }
    return query.toString();
  }

  /// The pages of a list.
  public List<JsonNode> pages(Kind kind, Remote server, String accept) throws Refused {
    List<JsonNode> pages = new ArrayList<>();
    String next = "";
    do {
      String more = "limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + Remote.escaped(next));
      JsonNode page = server.read(collection(kind, server) + query(more), accept);
      pages.add(page);
      next = page.path("metadata").path("continue").asString("");
    } while (!next.isEmpty());
    return pages;
  }

  /// The objects of a list, each saying what it is.
  public List<ObjectNode> objects(Kind kind, Remote server) throws Refused {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode page : pages(kind, server, "application/json")) {
      for (JsonNode item : page.path("items")) {
        ObjectNode object = (ObjectNode) item;
        object.put("apiVersion", kind.served().apiVersion());
        object.put("kind", kind.served().kind());
        objects.add(object);
      }
    }
    return objects;
  }
}
