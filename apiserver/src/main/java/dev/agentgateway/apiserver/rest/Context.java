package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.kinds.Kinds;
import dev.agentgateway.apiserver.store.Store;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What every verb works on.
///
/// @param objectBytesMax of one object
/// @param objectsMax of all kinds together
public record Context(Store store, Kinds kinds, Clock clock, int objectBytesMax, int objectsMax) {

  /// The time as objects say it.
  String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
