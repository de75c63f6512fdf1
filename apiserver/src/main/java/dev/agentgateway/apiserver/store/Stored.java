package dev.agentgateway.apiserver.store;

import dev.agentgateway.apiserver.documents.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One version of an object: its JSON, and what is asked of it without reading that again.
public final class Stored {

  private final Key key;
  private final long revision;
  private final byte[] json;
  private final String uid;
  private final Map<String, String> labels;
  private final List<String> owners;
  private final boolean isLeaving;

  private Stored(
      Key key,
      long revision,
      byte[] json,
      String uid,
      Map<String, String> labels,
      List<String> owners,
      boolean isLeaving) {
    this.key = key;
    this.revision = revision;
    this.json = json;
    this.uid = uid;
    this.labels = labels;
    this.owners = owners;
    this.isLeaving = isLeaving;
  }

  static Stored of(Key key, long revision, byte[] json, ObjectNode tree) {
    JsonNode metadata = tree.path("metadata");
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, JsonNode> label : metadata.path("labels").properties()) {
      labels.put(label.getKey(), label.getValue().asString());
    }
    List<String> owners = new ArrayList<>();
    for (JsonNode owner : metadata.path("ownerReferences")) {
      owners.add(owner.path("uid").asString());
    }
    return new Stored(
        key,
        revision,
        json,
        metadata.path("uid").asString(),
        Map.copyOf(labels),
        List.copyOf(owners),
        metadata.has("deletionTimestamp"));
  }

  public Key key() {
    return key;
  }

  public long revision() {
    return revision;
  }

  /// Not to be changed.
  public byte[] json() {
    return json;
  }

  /// A tree of its own, to read or to change.
  public ObjectNode tree() {
    return Json.ours(json);
  }

  public String uid() {
    return uid;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /// Whether it was asked to go and waits for someone.
  public boolean isLeaving() {
    return isLeaving;
  }

  /// The uids of its owners.
  public List<String> owners() {
    return owners;
  }
}
