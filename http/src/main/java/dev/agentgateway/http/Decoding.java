package dev.agentgateway.http;

import org.jspecify.annotations.Nullable;

/// Takes content codings off a body: gzip, deflate, br, zstd.
public interface Decoding {

  /// The plain body, or null when the coding is not known. The decoded bytes are bounded by
  /// `bytesMax`; past it the body fails with [Failure.BodyTooLarge].
  @Nullable Body decode(String contentEncoding, Body coded, long bytesMax);
}
