package dev.agentgateway.llm;

/// What becomes of a client's request for one provider.
public sealed interface Prepared {

  record Send(UpstreamCall call) implements Prepared {}

  /// Answered here: a refusal in the client's dialect, an estimate, a list.
  record Answer(Reply reply) implements Prepared {}
}
