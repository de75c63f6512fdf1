package dev.agentgateway.transport.coding;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Decoding;
import org.jspecify.annotations.Nullable;

/// The codings that are known.
public final class Codings implements Decoding {

  @Override
  public @Nullable Body decode(String contentEncoding, Body coded, long bytesMax) {
    return contentEncoding.equals("identity") ? coded : null;
  }
}
