package dev.agentgateway.llm.chat;

/// Where an image or a document is.
public sealed interface Source {

  record Base64(String mediaType, String data) implements Source {}

  record Url(String url) implements Source {}

  /// The document itself, as text.
  record Plain(String text) implements Source {}
}
