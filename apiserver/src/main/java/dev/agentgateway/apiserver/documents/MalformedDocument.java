package dev.agentgateway.apiserver.documents;

/// Bytes that are no document.
public final class MalformedDocument extends Exception {

  public MalformedDocument(String message) {
    super(message);
  }
}
