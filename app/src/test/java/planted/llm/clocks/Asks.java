package planted.llm.clocks;

import java.time.Instant;

/// Asks for the time in a pure module.
public record Asks(Instant since) {

  /// The time of the machine.
  public static Asks now() {
    return new Asks(Instant.now());
  }
}
