package dev.agentgateway.llm;

import dev.agentgateway.http.Failure;

/// A client's request to an AI backend, read as far as the gateway needs, over all its tries.
///
/// ```
/// read ─▶ prepare(upstream) ─▶ Send: one try ─▶ whole | stream
///      │                    └▶ Answer: no try
///      └▶ error(failure): the gateway's own trouble, in the client's dialect
/// ```
public interface ClientCall {

  CallFacts facts();

  /// The request as that provider takes it, with everything that resources say applied: aliases,
  /// defaults, overrides, prompts, the provider's model, credentials.
  ///
  /// @param settings what applies to the route and the backend; the provider's own go over them
  Prepared prepare(Upstream upstream, ChatSettings settings);

  /// An error of the gateway in the client's dialect. Its status is the failure's.
  Reply error(Failure failure);

  /// What becomes of a client's bytes.
  sealed interface Reading {

    record Read(ClientCall call) implements Reading {}

    /// Answered at once: the body is no request of its dialect, or has no model.
    record Refused(Reply reply) implements Reading {}
  }
}
