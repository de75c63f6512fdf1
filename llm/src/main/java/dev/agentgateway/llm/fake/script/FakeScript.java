package dev.agentgateway.llm.fake.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// A fake answer from its first byte to its end.
///
/// @param steps may have no end; each iteration gives the same
public record FakeScript(Iterable<FakeStep> steps) {

  public static FakeScript of(FakeStep... steps) {
    return new FakeScript(List.of(steps));
  }

  /// A whole answer, sent at once with its length.
  public static FakeScript whole(int status, Headers headers, byte[] body) {
    Headers all = headers.with("content-length", String.valueOf(body.length));
    FakeStep.Head head = new FakeStep.Head(status, all);
    return body.length == 0 ? of(head) : of(head, new FakeStep.Send(body));
  }

  public static FakeScript json(int status, String body) {
    return whole(status, Headers.of("content-type", "application/json"), body.getBytes(UTF_8));
  }

  /// The head, or that of an answer that never begins: status 0.
  public FakeStep.Head head() {
    for (FakeStep step : steps) {
      switch (step) {
        case FakeStep.Head head -> {
          return head;
        }
        case FakeStep.Silence _, FakeStep.Cut _, FakeStep.Send _ -> {
          return new FakeStep.Head(0, Headers.NONE);
        }
        case FakeStep.Pause _ -> {
          // The head may come later.
        }
      }
    }
    return new FakeStep.Head(0, Headers.NONE);
  }

  /// The bytes of the body up to a fault or the limit.
  public byte[] body(int bytesMax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FakeStep step : steps) {
      if (step instanceof FakeStep.Send send) {
        out.writeBytes(send.bytes());
      }
      if (step instanceof FakeStep.Silence
          || step instanceof FakeStep.Cut
          || out.size() >= bytesMax) {
        break;
      }
    }
    return out.toByteArray();
  }
}
