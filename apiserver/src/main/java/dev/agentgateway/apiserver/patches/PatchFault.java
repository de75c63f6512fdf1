package dev.agentgateway.apiserver.patches;

/// A patch that cannot be done to the object.
public final class PatchFault extends Exception {

  PatchFault(String message) {
    super(message);
  }
}
