package dev.agentgateway.snapshot.match;

import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A snapshot with the indexes that find a request's rule in it. Built once for each snapshot.
public final class Routing {

  public static final Routing EMPTY = of(Snapshot.EMPTY);

  private final Snapshot snapshot;
  private final Map<Door, PortTable> doors;

  private Routing(Snapshot snapshot, Map<Door, PortTable> doors) {
    this.snapshot = snapshot;
    this.doors = doors;
  }

  public static Routing of(Snapshot snapshot) {
    Map<Door, PortTable> doors = new HashMap<>();
    snapshot.binds().forEach((door, bind) -> doors.put(door, PortTable.of(bind.listeners())));
    return new Routing(snapshot, doors);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /// What takes this request, come in by that door.
  public Found find(Door door, Request request) {
    @Nullable PortTable table = doors.get(door);
    return table == null ? Found.NO_LISTENER : table.find(request);
  }
}
