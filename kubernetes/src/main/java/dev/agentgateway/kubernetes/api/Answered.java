package dev.agentgateway.kubernetes.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An answer with what it holds.
///
/// @param body an empty object when the answer was none, or no success
public record Answered(Reply reply, JsonNode body) {

  static Answered without(String words) {
    return new Answered(new Reply(0, words), JsonNodeFactory.instance.objectNode());
  }
}
