package dev.agentgateway.http;

/// Sends requests upstream. Called on the loop that is given; answers come on the same loop.
public interface Client {

  /// Sends one request to one endpoint, over a pooled connection of that loop or a new one.
  ///
  /// A stale pooled connection is replaced without a word when nothing of the request was lost.
  /// Every other trouble is one [Failure]; the caller decides about another try.
  Call send(Loop loop, Endpoint endpoint, Request request, Timeouts timeouts, Answer answer);

  /// A request on its way.
  interface Call {

    /// Gives up: nothing is called any more and the connection is closed.
    void cancel();
  }

  /// What comes back: one of these, once.
  interface Answer {

    /// The final head came; the body must be read or cancelled. A body that was cut fails.
    void response(Response response);

    void fail(Failure failure);
  }
}
