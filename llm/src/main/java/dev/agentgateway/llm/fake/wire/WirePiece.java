package dev.agentgateway.llm.fake.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.fake.script.FakeStep;

/// A piece of a stream.
///
/// @param isContent whether it carries something that the model said
record WirePiece(FakeStep.Send step, boolean isContent) {

  static WirePiece frame(String text) {
    return new WirePiece(new FakeStep.Send(text.getBytes(UTF_8)), false);
  }

  static WirePiece content(String text) {
    return new WirePiece(new FakeStep.Send(text.getBytes(UTF_8)), true);
  }
}
