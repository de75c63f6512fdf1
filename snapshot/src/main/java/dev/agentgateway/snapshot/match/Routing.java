package dev.agentgateway.snapshot.match;

import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A snapshot with the indexes that find a request's rule in it. Built once for each snapshot.
public final class Routing {

  public static final Routing EMPTY = of(Snapshot.EMPTY);

  private final Snapshot snapshot;
  private final Map<Integer, PortTable> ports;

  private Routing(Snapshot snapshot, Map<Integer, PortTable> ports) {
    this.snapshot = snapshot;
    this.ports = ports;
  }

  public static Routing of(Snapshot snapshot) {
    Map<Integer, PortTable> ports = new HashMap<>();
    snapshot.binds().forEach((port, bind) -> ports.put(port, PortTable.of(bind.listeners())));
    return new Routing(snapshot, ports);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /// What takes this request, arrived on that port of the configuration.
  public Found find(int port, Request request) {
    @Nullable PortTable table = ports.get(port);
    return table == null ? Found.NO_LISTENER : table.find(request);
  }
}
