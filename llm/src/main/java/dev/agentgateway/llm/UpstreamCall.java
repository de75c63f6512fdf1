package dev.agentgateway.llm;

import dev.agentgateway.http.Headers;
import java.util.List;

/// A request ready to be sent to one provider, and the way its answer goes back. One try.
public interface UpstreamCall {

  String method();

  /// Path and query.
  String target();

  /// All headers for the upstream but `host` and `content-length`.
  Headers headers();

  byte[] body();

  /// The model that is asked of the upstream; empty when the operation has none.
  String model();

  /// What was dropped from the request, for `x-agentgateway-dropped`, as `field` or `field=value`.
  List<String> dropped();

  /// Translates a whole answer, an error just as a success. Bodies are plain, not compressed.
  Reply whole(int status, Headers headers, byte[] body);

  /// Whether this answer is a stream of events that the client also gets as one. An error status or
  /// another content type is not: it is read whole.
  boolean isStream(int status, Headers headers);

  StreamReply stream(int status, Headers headers);
}
