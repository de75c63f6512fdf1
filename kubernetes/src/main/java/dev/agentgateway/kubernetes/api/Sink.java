package dev.agentgateway.kubernetes.api;

import tools.jackson.databind.node.ObjectNode;

/// Takes the objects of one kind as they change. Calls come one after the other.
public interface Sink {

  /// An object is there, or is now like this.
  void put(ObjectNode object);

  void remove(ObjectNode object);

  /// All objects that were there at the start are told.
  void complete();

  /// Objects cannot be read for now; it is tried again.
  void failed(String words);
}
