package dev.agentgateway.transport.wire;

/// What a parser has found next.
public enum Event {
  /// Nothing whole: more bytes are needed.
  MORE,
  /// A head is complete.
  HEAD,
  /// A piece of the body; whoever takes it releases it.
  DATA,
  /// The message is complete.
  END,
  /// The bytes are not acceptable. Every later call says so again.
  REFUSED
}
