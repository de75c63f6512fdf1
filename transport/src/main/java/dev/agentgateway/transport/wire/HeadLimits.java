package dev.agentgateway.transport.wire;

/// How large a head may be.
///
/// @param startLineBytesMax of the request or status line
/// @param headerBytesMax of all header lines together, line ends included; of trailers too
/// @param headersMax header lines
public record HeadLimits(int startLineBytesMax, int headerBytesMax, int headersMax) {

  /// As large as the common servers allow.
  public static final HeadLimits DEFAULT = new HeadLimits(16 * 1024, 64 * 1024, 100);

  public HeadLimits {
    if (startLineBytesMax < 64 || headerBytesMax < 64 || headersMax < 1) {
      throw new IllegalArgumentException(
          "head limits: %d, %d, %d (expected: at least 64, 64 and 1)"
              .formatted(startLineBytesMax, headerBytesMax, headersMax));
    }
  }
}
