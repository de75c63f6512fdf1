package dev.agentgateway.app.commands.describe;

import dev.agentgateway.app.client.Columns;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What happened to an object.
///
/// @param rows cells divided by tabs
record Events(boolean isTold, List<String> rows) {

  static final Events UNTOLD = new Events(false, List.of());

  private static final int GAP = 2;

  /// Below what is known of the object.
  String below(String description) {
    if (!isTold) {
      return Columns.aligned(description, GAP);
    }
    if (rows.isEmpty()) {
      return Columns.aligned(description + "Events:\t<none>\n", GAP);
    }
    String table =
        "  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n"
            + String.join("", rows);
    return Columns.aligned(description, GAP) + "Events:\n" + Columns.aligned(table, GAP);
  }

  static Events of(ObjectNode object, Remote server, Instant now) throws Refused {
    JsonNode metadata = object.path("metadata");
    String namespace = metadata.path("namespace").asString("default");
    String selector =
        "involvedObject.name=%s,involvedObject.namespace=%s,involvedObject.kind=%s,involvedObject.uid=%s"
            .formatted(
                metadata.path("name").asString(""),
                metadata.path("namespace").asString(""),
                object.path("kind").asString(""),
                metadata.path("uid").asString(""));
    JsonNode list =
        server.read(
            "/api/v1/namespaces/%s/events?limit=500&fieldSelector=%s"
                .formatted(namespace, Remote.escaped(selector)),
            "application/json");
    List<JsonNode> events = new ArrayList<>(list.path("items").valueStream().toList());
    events.sort(Comparator.comparing(Events::last));
    List<String> rows = new ArrayList<>();
    for (JsonNode event : events) {
      String from = event.path("source").path("component").asString("");
      rows.add(
          "  %s\t%s\t%s\t%s\t%s\n"
              .formatted(
                  event.path("type").asString(""),
                  event.path("reason").asString(""),
                  age(event, now),
                  from.isEmpty() ? event.path("reportingComponent").asString("") : from,
                  event.path("message").asString("").strip()));
    }
    return new Events(true, rows);
  }

  private static String age(JsonNode event, Instant now) {
    int count = Math.max(event.path("count").asInt(0), event.path("series").path("count").asInt(0));
    String age = words(Duration.between(last(event), now));
    return count > 1
        ? "%s (x%d over %s)".formatted(age, count, words(Duration.between(first(event), now)))
        : age;
  }

  private static Instant first(JsonNode event) {
    Instant told = instant(event.path("firstTimestamp"));
    return told.equals(Instant.EPOCH) ? instant(event.path("eventTime")) : told;
  }

  private static Instant last(JsonNode event) {
    Instant series = instant(event.path("series").path("lastObservedTime"));
    Instant told = instant(event.path("lastTimestamp"));
    Instant latest = series.isAfter(told) ? series : told;
    return latest.equals(Instant.EPOCH) ? first(event) : latest;
  }

  private static Instant instant(JsonNode text) {
    try {
      return Instant.parse(text.asString(""));
    } catch (DateTimeParseException never) {
      return Instant.EPOCH;
    }
  }

  /// As people say it: `42s`, `3m5s`, `12m`, `2h30m`, `5d`.
  static String words(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return seconds % 60 == 0 ? minutes + "m" : minutes + "m" + seconds % 60 + "s";
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return minutes % 60 == 0 ? hours + "h" : hours + "h" + minutes % 60 + "m";
    }
    return hours < 48 ? hours + "h" : hours / 24 + "d";
  }
}
