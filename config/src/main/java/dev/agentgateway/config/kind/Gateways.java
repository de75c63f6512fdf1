package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Snapshot;
import dev.agentgateway.snapshot.Snapshot.Bind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gateways and their listeners; all share the ports of one machine.
public final class Gateways {

  private final Set<String> classes = new HashSet<>();
  private final Set<String> foreignClasses = new HashSet<>();
  private final Map<ResourceKey, List<ListenerSlot>> ours = new LinkedHashMap<>();
  private final Set<ResourceKey> foreign = new HashSet<>();
  private final Map<Integer, Port> ports = new HashMap<>();

  /// What took a port first, and its hostnames.
  private record Port(boolean isTls, Map<String, String> ownerByHostname) {}

  /// @param name of a GatewayClass whose controller we are
  public void serve(String name) {
    classes.add(name);
  }

  /// @param name of a GatewayClass of another controller
  public void leave(String name) {
    classes.remove(name);
    foreignClasses.add(name);
  }

  /// Whether the class is written, and another controller's.
  public boolean leaves(String gatewayClass) {
    return foreignClasses.contains(gatewayClass);
  }

  public boolean serves(String gatewayClass) {
    return classes.contains(gatewayClass);
  }

  /// A Gateway of another controller.
  public void pass(ResourceKey gateway) {
    foreign.add(gateway);
  }

  public boolean isForeign(ResourceKey gateway) {
    return foreign.contains(gateway);
  }

  /// Takes a port, unless what took it before stands in the way.
  ///
  /// @return null when it is taken, else why not
  public @Nullable Clash take(int port, boolean isTls, String hostname, String owner) {
    Port taken = ports.computeIfAbsent(port, _ -> new Port(isTls, new LinkedHashMap<>()));
    if (taken.isTls() != isTls) {
      return new Clash(
          "ProtocolConflict",
          "port %d already serves %s (%s)"
              .formatted(
                  port,
                  taken.isTls() ? "HTTPS" : "HTTP",
                  taken.ownerByHostname().values().iterator().next()));
    }
    String first = taken.ownerByHostname().putIfAbsent(hostname, owner);
    return first == null
        ? null
        : new Clash(
            "HostnameConflict",
            "port %d already has a listener for %s (%s)"
                .formatted(port, hostname.isEmpty() ? "every host" : hostname, first));
  }

  /// @param reason of the conditions Conflicted and Accepted
  public record Clash(String reason, String cause) {}

  public void declare(ResourceKey gateway, List<ListenerSlot> listeners) {
    ours.put(gateway, List.copyOf(listeners));
  }

  /// Null when there is no such Gateway of ours.
  public @Nullable List<ListenerSlot> find(ResourceKey gateway) {
    return ours.get(gateway);
  }

  public Set<ResourceKey> all() {
    return ours.keySet();
  }

  /// What the listeners that serve came to, with the routes that are attached by now.
  public Snapshot snapshot() {
    Map<Integer, List<Listener>> byPort = new TreeMap<>();
    Map<Integer, Boolean> isTls = new HashMap<>();
    for (List<ListenerSlot> listeners : ours.values()) {
      for (ListenerSlot slot : listeners) {
        if (slot.plan().isServing()) {
          byPort.computeIfAbsent(slot.plan().port(), _ -> new ArrayList<>()).add(slot.listener());
          isTls.put(slot.plan().port(), slot.plan().isTls());
        }
      }
    }
    Map<Integer, Bind> binds = new LinkedHashMap<>();
    byPort.forEach((port, listeners) ->
        binds.put(port, new Bind(port, isTls.getOrDefault(port, false), listeners)));
    return new Snapshot(binds);
  }
}
