package dev.agentgateway.http;

import java.time.Duration;

/// Why the gateway itself could not do what was asked. Each case has a status, a stable code and
/// words.
///
/// The code stands in the header `x-agentgateway-error` of the answer, in the log and in the
/// metrics. Words never hold a secret or a prompt; they may reach a client.
public sealed interface Failure {

  /// Malformed, ambiguous or contradictory: HTTP itself, or what it carries.
  record BadRequest(int status, String code, String words) implements Failure {

    public BadRequest(String words) {
      this(400, "bad_request", words);
    }
  }

  record NoListener() implements Failure {}

  record NoRoute() implements Failure {}

  /// The route has no backend that could be used, by configuration.
  record NoBackend(String words) implements Failure {}

  record Denied() implements Failure {}

  record BodyTooLarge(long bytesMax) implements Failure {}

  /// The sum of what is held in memory has reached its limit.
  record Overloaded(Duration retryAfter) implements Failure {}

  record DnsFailed(String host) implements Failure {}

  record ConnectFailed(String endpoint, String cause) implements Failure {}

  record TlsFailed(String endpoint, String cause) implements Failure {}

  /// Every endpoint is set aside for now.
  record NoEndpoint(Duration retryAfter) implements Failure {}

  /// A wait reached its limit.
  record TimedOut(Wait awaited, Duration limit) implements Failure {}

  /// The upstream closed, or was cut, before its answer was whole.
  record UpstreamCut(String cause) implements Failure {}

  /// The upstream's bytes are no valid HTTP, or no valid answer.
  record UpstreamMalformed(String cause) implements Failure {}

  /// An event that the upstream sent in its stream says that it failed.
  record UpstreamError(int upstreamStatus, String type, String words) implements Failure {}

  record ClientGone() implements Failure {}

  /// Our own mistake. Ends one request and no more.
  record Internal(String words) implements Failure {}

  /// What was waited for.
  enum Wait {
    CONNECT,
    FIRST_BYTE,
    IDLE,
    REQUEST,
    CLIENT
  }

  default int status() {
    return switch (this) {
      case BadRequest bad -> bad.status();
      case NoListener _, NoRoute _ -> 404;
      case NoBackend _, Internal _ -> 500;
      case Denied _ -> 403;
      case BodyTooLarge _ -> 413;
      case Overloaded _, DnsFailed _, ConnectFailed _, TlsFailed _, NoEndpoint _ -> 503;
      case TimedOut timed -> timed.awaited() == Wait.CLIENT ? 408 : 504;
      case UpstreamCut _, UpstreamMalformed _, UpstreamError _ -> 502;
      case ClientGone _ -> 499;
    };
  }

  default String code() {
    return switch (this) {
      case BadRequest bad -> bad.code();
      case NoListener _ -> "listener_not_found";
      case NoRoute _ -> "route_not_found";
      case NoBackend _ -> "no_valid_backend";
      case Denied _ -> "authorization_failed";
      case BodyTooLarge _ -> "body_too_large";
      case Overloaded _ -> "overloaded";
      case DnsFailed _ -> "dns_failed";
      case ConnectFailed _ -> "connect_failed";
      case TlsFailed _ -> "tls_failed";
      case NoEndpoint _ -> "no_healthy_endpoint";
      case TimedOut timed ->
          switch (timed.awaited()) {
            case CONNECT -> "connect_timeout";
            case FIRST_BYTE -> "first_byte_timeout";
            case IDLE -> "idle_timeout";
            case REQUEST -> "request_timeout";
            case CLIENT -> "client_timeout";
          };
      case UpstreamCut _ -> "upstream_cut";
      case UpstreamMalformed _ -> "upstream_malformed";
      case UpstreamError _ -> "upstream_error";
      case ClientGone _ -> "client_gone";
      case Internal _ -> "internal";
    };
  }

  default String words() {
    return switch (this) {
      case BadRequest bad -> bad.words();
      case NoListener _ -> "no listener takes this host and port";
      case NoRoute _ -> "route not found";
      case NoBackend none -> none.words();
      case Denied _ -> "authorization failed";
      case BodyTooLarge large -> "the body exceeds the limit of " + large.bytesMax() + " bytes";
      case Overloaded _ -> "too many bytes are held by requests in flight; try again later";
      case DnsFailed dns -> "the name " + dns.host() + " has no address";
      case ConnectFailed connect ->
          "cannot connect to " + connect.endpoint() + ": " + connect.cause();
      case TlsFailed tls -> "TLS with " + tls.endpoint() + " failed: " + tls.cause();
      case NoEndpoint _ -> "no healthy endpoint; try again later";
      case TimedOut timed ->
          "%s timeout after %d ms"
              .formatted(
                  timed.awaited().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                  timed.limit().toMillis());
      case UpstreamCut cut -> "the upstream ended early: " + cut.cause();
      case UpstreamMalformed malformed ->
          "the upstream's answer is malformed: " + malformed.cause();
      case UpstreamError error -> error.words();
      case ClientGone _ -> "the client closed the connection";
      case Internal internal -> internal.words();
    };
  }
}
