package dev.agentgateway.config.addresses;

import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The addresses of all Gateways, while one configuration is compiled.
///
/// A Gateway keeps what it has; only who has none is given one that is free.
public final class Addresses {

  private static final String IP = "IPAddress";

  private final @Nullable Addressing addressing;
  private final Map<ResourceKey, String> kept = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private long next;

  /// @param type IPAddress, Hostname, or one of an implementation's own
  /// @param value empty for any
  public record Asked(String type, String value) {}

  /// What a Gateway came to.
  ///
  /// @param values one empty address where all Gateways share the machine's
  /// @param unsupported why what is asked for is never given; empty when it is
  /// @param unusable why nothing can be listened at; empty when it can
  /// @param reason of the condition Programmed, when something is unusable
  public record Given(List<String> values, String unsupported, String unusable, String reason) {

    static final Given SHARED = new Given(List.of(""), "", "", "");

    public Given {
      values = List.copyOf(values);
    }
  }

  /// @param addressing null where all Gateways share the machine's addresses
  public Addresses(@Nullable Addressing addressing) {
    this.addressing = addressing;
    this.next = addressing == null ? 0 : addressing.pool().first();
    if (addressing != null) {
      new TreeMap<>(addressing.shown()).forEach(this::keep);
    }
  }

  private void keep(ResourceKey gateway, List<String> shown) {
    for (String address : shown) {
      boolean isFree = taken.add(address);
      if (isFree && addressing != null && addressing.pool().contains(address)) {
        kept.putIfAbsent(gateway, address);
      }
    }
  }

  public boolean isShared() {
    return addressing == null;
  }

  public Given give(ResourceKey gateway, List<Asked> asked) {
    if (addressing == null) {
      return Given.SHARED;
    }
    for (Asked each : asked) {
      if (!each.type().equals(IP)) {
        return refused("addresses of type %s may not be used (expected: IPAddress)", each.type());
      }
      if (!each.value().isEmpty() && !Cidr.isAddress(each.value())) {
        return refused("%s is no IPv4 address", each.value());
      }
    }
    List<String> values = new ArrayList<>();
    for (Asked each : asked) {
      if (each.value().isEmpty() || values.contains(each.value())) {
        continue;
      }
      if (!addressing.isUsable().test(each.value())) {
        return unusable("AddressNotUsable", each.value() + " is no address of this machine");
      }
      values.add(each.value());
    }
    if (needsAny(asked)) {
      String any = any(gateway, addressing.pool());
      if (any == null) {
        return unusable("AddressNotAssigned", "the pool of addresses is exhausted");
      }
      values.add(any);
    }
    return new Given(values, "", "", "");
  }

  private static boolean needsAny(List<Asked> asked) {
    return asked.isEmpty() || asked.stream().anyMatch(each -> each.value().isEmpty());
  }

  private @Nullable String any(ResourceKey gateway, Cidr pool) {
    String before = kept.get(gateway);
    if (before != null) {
      return before;
    }
    while (next <= pool.last()) {
      String candidate = Cidr.address(next++);
      if (taken.add(candidate)) {
        kept.put(gateway, candidate);
        return candidate;
      }
    }
    return null;
  }

  private static Given refused(String words, String what) {
    String cause = words.formatted(what);
    return new Given(List.of(), cause, cause, "Invalid");
  }

  private static Given unusable(String reason, String cause) {
    return new Given(List.of(), "", cause, reason);
  }
}
