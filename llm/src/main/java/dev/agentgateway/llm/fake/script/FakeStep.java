package dev.agentgateway.llm.fake.script;

import dev.agentgateway.http.Headers;
import java.time.Duration;

/// One step of a fake answer.
public sealed interface FakeStep {

  /// The status line and the headers. A `content-length` among them is declared, whatever is sent
  /// then; without one the body goes in chunks.
  record Head(int status, Headers headers) implements FakeStep {}

  /// A piece of the body, flushed.
  final class Send implements FakeStep {

    private final byte[] bytes;

    public Send(byte[] bytes) {
      this.bytes = bytes;
    }

    /// The bytes themselves, not a copy: not to be changed.
    public byte[] bytes() {
      return bytes;
    }
  }

  /// A wait before the next step.
  record Pause(Duration length) implements FakeStep {}

  /// Nothing more comes and nothing is closed, until the client leaves.
  record Silence() implements FakeStep {}

  /// The connection is closed here, in the middle of whatever was sent.
  record Cut() implements FakeStep {}
}
