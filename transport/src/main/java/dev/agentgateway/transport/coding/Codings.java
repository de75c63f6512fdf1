package dev.agentgateway.transport.coding;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Decoding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The codings that are known: gzip (and x-gzip), deflate, br, zstd, identity, and lists of them.
///
/// Bytes that are malformed or cut fail the body with
/// [dev.agentgateway.http.Failure.UpstreamMalformed], on whichever side they came.
public final class Codings implements Decoding {

  /// Nobody codes more often in earnest.
  private static final int CODINGS_MAX = 4;

  @Override
  public @Nullable Body decode(String contentEncoding, Body coded, long bytesMax) {
    List<String> codings = List.of(contentEncoding.toLowerCase(Locale.ROOT).split(",", -1));
    if (codings.size() > CODINGS_MAX) {
      return null;
    }
    Body plain = coded;
    for (String coding : codings.reversed()) {
      Body next = decodeOne(coding.strip(), plain, bytesMax);
      if (next == null) {
        return null;
      }
      plain = next;
    }
    return plain;
  }

  private static @Nullable Body decodeOne(String coding, Body coded, long bytesMax) {
    return switch (coding) {
      case "identity", "" -> coded;
      case "gzip", "x-gzip" -> new DecodedBody("gzip", coded, bytesMax, Gzip::new);
      case "deflate" -> new DecodedBody(coding, coded, bytesMax, Deflate::new);
      case "br" -> new DecodedBody(coding, coded, bytesMax, Brotli::new);
      case "zstd" -> new DecodedBody(coding, coded, bytesMax, Zstandard::new);
      default -> null;
    };
  }
}
