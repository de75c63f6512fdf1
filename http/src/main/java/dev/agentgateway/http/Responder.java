package dev.agentgateway.http;

/// The way back to the client, for one request. Used on the connection's event loop.
public interface Responder {

  /// Sends the one response. The transport reads its body with back-pressure and calls `done` once,
  /// when the last byte was handed to the socket or the response was lost.
  void respond(Response response, Done done);

  /// Ends a response whose body has not come to its end as if the body had failed.
  void breakOff(Failure failure);

  /// Sends an interim head, `100 Continue`, when the client waits for it; else does nothing.
  void continueIfAsked();

  /// Called once if the client goes away before the response is complete.
  void onGone(Runnable task);

  /// How a response ended.
  interface Done {
    /// @param bytes of the body that were handed to the socket
    void ended(Ending ending, long bytes);

    /// Why the body failed; [#ended] follows.
    default void bodyFailed(Failure failure) {}
  }

  /// Ways for a response to end.
  enum Ending {
    COMPLETE,
    /// The client closed, or did not read within its limit.
    CLIENT_GONE,
    /// The body failed: the client sees a cut, never a normal end.
    BODY_FAILED
  }
}
