package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.watches.Watch;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a request is answered.
public sealed interface Answer {

  /// A whole body.
  ///
  /// @param warnings each a header of its own
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Whole(int status, String contentType, byte[] body, List<String> warnings)
      implements Answer {

    public Whole {
      warnings = List.copyOf(warnings);
    }

    Whole with(List<String> more) {
      return new Whole(status, contentType, body, more);
    }
  }

  /// Changes as they happen.
  record Streaming(Watch watch) implements Answer {}

  static Whole json(int status, JsonNode tree) {
    return new Whole(status, "application/json", Json.bytes(tree), List.of());
  }

  static Whole json(byte[] body) {
    return new Whole(200, "application/json", body, List.of());
  }

  static Whole text(String text) {
    return new Whole(
        200,
        "text/plain; charset=utf-8",
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        List.of());
  }
}
