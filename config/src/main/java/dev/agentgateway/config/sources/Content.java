package dev.agentgateway.config.sources;

/// What one file held. Its bytes are never printed: they may be keys.
final class Content {

  private final String source;
  private final byte[] bytes;

  Content(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  String source() {
    return source;
  }

  byte[] bytes() {
    return bytes;
  }
}
