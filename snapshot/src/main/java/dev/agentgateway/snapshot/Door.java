package dev.agentgateway.snapshot;

import java.util.Comparator;

/// Where requests come in, as the configuration names it; what is bound may differ.
///
/// @param address of a Gateway that has its own; empty for all addresses of the machine
public record Door(String address, int port) implements Comparable<Door> {

  private static final Comparator<Door> ORDER =
      Comparator.comparingInt(Door::port).thenComparing(Door::address);

  /// A port of the machine.
  public static Door of(int port) {
    return new Door("", port);
  }

  @Override
  public int compareTo(Door other) {
    return ORDER.compare(this, other);
  }

  /// `port 80`, or `10.0.0.7 port 80`.
  @Override
  public String toString() {
    return (address.isEmpty() ? "" : address + " ") + "port " + port;
  }
}
