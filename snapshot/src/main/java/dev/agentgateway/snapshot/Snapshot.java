package dev.agentgateway.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything the data plane needs to serve a request. A new configuration is a new snapshot.
///
/// @param binds by where they are
public record Snapshot(Map<Door, Bind> binds) {

  public static final Snapshot EMPTY = new Snapshot(Map.of());

  public Snapshot {
    binds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(binds));
  }

  /// A door and what listens behind it.
  ///
  /// @param isTls whether TLS ends here; all listeners of a door agree
  public record Bind(Door door, boolean isTls, List<Listener> listeners) {

    public Bind {
      listeners = List.copyOf(listeners);
    }
  }
}
