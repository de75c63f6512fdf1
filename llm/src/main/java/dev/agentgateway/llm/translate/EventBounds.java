package dev.agentgateway.llm.translate;

/// Finds where events end in the bytes of a stream: behind an empty line.
///
/// Of a CR LF that is cut in two the LF stands before the next event, which is harmless there.
final class EventBounds {

  private boolean isLineEmpty = true;
  private boolean isAfterCr;

  /// Where the next event ends at or after `from`; negative when it does not end in these bytes.
  int next(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '\n' && isAfterCr) {
        isAfterCr = false;
        continue;
      }
      isAfterCr = b == '\r';
      if (b != '\n' && b != '\r') {
        isLineEmpty = false;
        continue;
      }
      if (isLineEmpty) {
        return end(bytes, i);
      }
      isLineEmpty = true;
    }
    return -1;
  }

  private int end(byte[] bytes, int at) {
    if (bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n') {
      isAfterCr = false;
      return at + 2;
    }
    return at + 1;
  }
}
