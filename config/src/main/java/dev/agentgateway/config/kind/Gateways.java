package dev.agentgateway.config.kind;

import dev.agentgateway.config.addresses.Addresses;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.snapshot.Door;
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

/// Gateways and their listeners. They share the ports of one machine, or each has addresses of its
/// own.
public final class Gateways {

  private final Set<String> classes = new HashSet<>();
  private Addresses addresses = new Addresses(null);
  private final Set<String> foreignClasses = new HashSet<>();
  private final Map<ResourceKey, List<ListenerSlot>> ours = new LinkedHashMap<>();
  private final Set<ResourceKey> foreign = new HashSet<>();
  private final Map<Door, Port> ports = new HashMap<>();

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

  public void addresses(Addresses changed) {
    addresses = changed;
  }

  public Addresses addresses() {
    return addresses;
  }

  /// Takes a port at each address, unless what took it before stands in the way.
  ///
  /// @return null when it is taken, else why not
  public @Nullable Clash take(List<Door> doors, boolean isTls, String hostname, String owner) {
    for (Door door : doors) {
      Clash clash = take(door, isTls, hostname, owner);
      if (clash != null) {
        return clash;
      }
    }
    return null;
  }

  private @Nullable Clash take(Door door, boolean isTls, String hostname, String owner) {
    Port taken = ports.computeIfAbsent(door, _ -> new Port(isTls, new LinkedHashMap<>()));
    if (taken.isTls() != isTls) {
      return new Clash(
          "ProtocolConflict",
          "%s already serves %s (%s)"
              .formatted(
                  door,
                  taken.isTls() ? "HTTPS" : "HTTP",
                  taken.ownerByHostname().values().iterator().next()));
    }
    String first = taken.ownerByHostname().putIfAbsent(hostname, owner);
    return first == null
        ? null
        : new Clash(
            "HostnameConflict",
            "%s already has a listener for %s (%s)"
                .formatted(door, hostname.isEmpty() ? "every host" : hostname, first));
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
    Map<Door, List<Listener>> byDoor = new TreeMap<>();
    Map<Door, Boolean> isTls = new HashMap<>();
    for (List<ListenerSlot> listeners : ours.values()) {
      for (ListenerSlot slot : listeners) {
        if (slot.plan().isServing()) {
          Listener listener = slot.listener();
          for (Door door : slot.doors()) {
            byDoor.computeIfAbsent(door, _ -> new ArrayList<>()).add(listener);
            isTls.put(door, slot.plan().isTls());
          }
        }
      }
    }
    Map<Door, Bind> binds = new LinkedHashMap<>();
    byDoor.forEach((door, listeners) ->
        binds.put(door, new Bind(door, isTls.getOrDefault(door, false), listeners)));
    return new Snapshot(binds);
  }
}
