package dev.agentgateway.app.commands.get;

import dev.agentgateway.app.client.Fetch;
import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.TableText;
import dev.agentgateway.app.client.Targets;
import dev.agentgateway.kubernetes.api.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Objects as they are now, and then each change until the server ends the watch.
///
/// @param isOnly whether what is there already is not shown
record Watched(Shown shown, boolean isOnly) {

  int run(Targets targets) throws Refused {
    Kind kind = targets.kind();
    Remote server = shown.server();
    if (targets.names().size() > 1) {
      throw Refused.error("you may only watch a single resource or type of resource at a time");
    }
    boolean isTable = shown.output().isTable();
    String accept = isTable ? TableText.ACCEPT : "application/json";
    Fetch fetch = shown.fetch();
    if (!targets.names().isEmpty()) {
      String name = targets.names().getFirst();
      server.read(kind.served().path(server.namespace(), name), "application/json");
      fetch = new Fetch(fetch.isEverywhere(), fetch.labels(), "metadata.name=" + name);
    }
    TableText text = new TableText(shown.look(), shown.out());
    List<JsonNode> pages = fetch.pages(kind, server, accept);
    if (!isOnly) {
      if (isTable) {
        text.print(kind, pages);
      } else {
        for (JsonNode object : fetch.objects(kind, server)) {
          shown.print(kind, object);
        }
      }
    }
    String version = pages.getFirst().path("metadata").path("resourceVersion").asString("0");
    AtomicReference<@Nullable Refused> failure = new AtomicReference<>();
    server.follow(
        fetch.collection(kind, server) + fetch.query("watch=true&resourceVersion=" + version),
        accept,
        line -> {
          try {
            take(Remote.tree(line), kind, text, isTable);
          } catch (Refused e) {
            failure.compareAndSet(null, e);
          }
        });
    Refused refused = failure.get();
    if (refused != null) {
      throw refused;
    }
    return 0;
  }

  private void take(JsonNode event, Kind kind, TableText text, boolean isTable) throws Refused {
    JsonNode object = event.path("object");
    switch (event.path("type").asString("")) {
      case "ERROR" ->
          throw Refused.by(
              new Answer(object.path("code").asInt(500), object.toString(), List.of()));
      case "ADDED", "MODIFIED", "DELETED" -> {
        if (isTable) {
          text.print(kind, List.of(object));
        } else {
          shown.print(kind, object);
        }
      }
      // Marks, and the Status of a watch that was refused, which the answer tells.
      default -> {}
    }
  }
}
