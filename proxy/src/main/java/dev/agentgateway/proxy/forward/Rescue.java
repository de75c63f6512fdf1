package dev.agentgateway.proxy.forward;

import dev.agentgateway.http.Failure;

/// What another provider may mend.
final class Rescue {

  private Rescue() {}

  /// Nothing of the request can have reached anybody.
  static boolean neverArrived(Failure failure) {
    return switch (failure) {
      case Failure.DnsFailed _, Failure.ConnectFailed _, Failure.TlsFailed _ -> true;
      case Failure.TimedOut timed -> timed.awaited() == Failure.Wait.CONNECT;
      case Failure.BadRequest _,
          Failure.NoListener _,
          Failure.NoRoute _,
          Failure.NoBackend _,
          Failure.Denied _,
          Failure.BodyTooLarge _,
          Failure.Overloaded _,
          Failure.NoEndpoint _,
          Failure.UpstreamCut _,
          Failure.UpstreamMalformed _,
          Failure.UpstreamError _,
          Failure.ClientGone _,
          Failure.Internal _ ->
          false;
    };
  }

  /// The upstream is to blame, and the client has not seen anything of its answer. A try that took
  /// too long is one; a request that did is over, and its owner asks for no rescue.
  static boolean helps(Failure failure) {
    return switch (failure) {
      case Failure.DnsFailed _,
          Failure.ConnectFailed _,
          Failure.TlsFailed _,
          Failure.NoEndpoint _,
          Failure.UpstreamCut _,
          Failure.UpstreamMalformed _,
          Failure.TimedOut _ ->
          true;
      case Failure.UpstreamError error -> isTheUpstreams(error.upstreamStatus());
      case Failure.BadRequest _,
          Failure.NoListener _,
          Failure.NoRoute _,
          Failure.NoBackend _,
          Failure.Denied _,
          Failure.BodyTooLarge _,
          Failure.Overloaded _,
          Failure.ClientGone _,
          Failure.Internal _ ->
          false;
    };
  }

  /// Too many requests, or trouble of its own: 500 to 599, which holds 529.
  static boolean isTheUpstreams(int status) {
    return status == 429 || status >= 500;
  }
}
