package dev.agentgateway.apiserver.documents;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A document as read.
///
/// @param duplicates paths of keys that stand twice in one object; the last one counts
public record Document(JsonNode tree, List<String> duplicates) {

  public Document {
    duplicates = List.copyOf(duplicates);
  }
}
