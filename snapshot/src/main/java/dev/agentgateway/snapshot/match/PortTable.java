package dev.agentgateway.snapshot.match;

import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Route;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The listeners of one port, by the host that they take.
final class PortTable {

  private final HostTable<ListenerTable> listeners = new HostTable<>();

  private PortTable() {}

  static PortTable of(List<Listener> listeners) {
    PortTable table = new PortTable();
    for (Listener listener : listeners) {
      table.listeners.put(listener.hostname(), ListenerTable.of(listener));
    }
    return table;
  }

  /// The most specific listener takes a request, even when none of its routes does.
  Found find(Request request) {
    String host = request.host();
    @Nullable ListenerTable table = listeners.find(host);
    if (table == null) {
      return Found.NO_LISTENER;
    }
    return isMisdirected(request, table)
        ? new Found.Misdirected(table.listener())
        : table.find(host, request);
  }

  /// Whether the client was shown another listener's certificate: what it then asks of this one
  /// goes around whatever TLS has to prove here.
  @SuppressWarnings("ReferenceEquality") // Two listeners may look alike.
  private boolean isMisdirected(Request request, ListenerTable table) {
    @Nullable String name = request.connection().serverName();
    if (name == null) {
      return false;
    }
    @Nullable ListenerTable shown = listeners.find(name.toLowerCase(Locale.ROOT));
    return shown != null && shown.listener() != table.listener();
  }

  /// A listener's rules, by host and then by path.
  private record ListenerTable(Listener listener, HostTable<PathTable> hosts) {

    static ListenerTable of(Listener listener) {
      HostTable<PathTable> hosts = new HostTable<>();
      for (Route route : listener.routes()) {
        for (String hostname : route.hostnames().isEmpty() ? List.of("") : route.hostnames()) {
          @Nullable PathTable paths = hosts.at(hostname);
          if (paths == null) {
            paths = new PathTable();
            hosts.put(hostname, paths);
          }
          paths.add(route);
        }
      }
      hosts.values().forEach(PathTable::sort);
      return new ListenerTable(listener, hosts);
    }

    Found find(String host, Request request) {
      for (PathTable paths : hosts.candidates(host)) {
        PathTable.@Nullable Entry entry = paths.find(request);
        if (entry != null) {
          return new Found.Rule(listener, entry.route(), entry.match());
        }
      }
      return new Found.NoRoute(listener);
    }
  }
}
