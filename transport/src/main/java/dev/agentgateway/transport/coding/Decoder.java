package dev.agentgateway.transport.coding;

/// Turns coded bytes into plain ones, as many at a time as are asked for.
interface Decoder extends AutoCloseable {

  /// Takes the next piece. Called when [#decode] gave 0.
  void put(byte[] coded);

  /// Fills what it can of the target; 0 when it needs another piece or has finished.
  int decode(byte[] target) throws Malformed;

  /// Whether what was put so far is whole.
  boolean isWhole();

  @Override
  void close();

  /// The coded bytes are not what they should be.
  final class Malformed extends Exception {
    Malformed(String words) {
      super(words, null, false, false);
    }
  }
}
