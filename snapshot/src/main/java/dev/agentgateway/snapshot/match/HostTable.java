package dev.agentgateway.snapshot.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values by host name: exact names, `*.suffix`, and any. Names compare in lower case.
///
/// `*.example.com` takes every name below `example.com`, at any depth, and not `example.com`
/// itself.
final class HostTable<T> {

  private final Map<String, T> exact = new HashMap<>();
  private final Map<String, T> wildcard = new HashMap<>(); // by the suffix with its leading dot
  private @Nullable T any;

  void put(String hostname, T value) {
    String name = hostname.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("*")) {
      any = value;
    } else if (name.startsWith("*.")) {
      wildcard.put(name.substring(1), value);
    } else {
      exact.put(name, value);
    }
  }

  List<T> values() {
    List<T> all = new ArrayList<>(exact.values());
    all.addAll(wildcard.values());
    add(all, any);
    return all;
  }

  @Nullable T at(String hostname) {
    String name = hostname.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("*")) {
      return any;
    }
    return name.startsWith("*.") ? wildcard.get(name.substring(1)) : exact.get(name);
  }

  /// The most specific value for a host, or null.
  @Nullable T find(String host) {
    List<T> all = candidates(host);
    return all.isEmpty() ? null : all.getFirst();
  }

  /// Every value that takes a host, the most specific first.
  List<T> candidates(String host) {
    if (exact.isEmpty() && wildcard.isEmpty()) {
      return any == null ? List.of() : List.of(any);
    }
    List<T> found = new ArrayList<>(3);
    add(found, exact.get(host));
    if (!wildcard.isEmpty()) {
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        if (dot > 0) {
          add(found, wildcard.get(host.substring(dot)));
        }
      }
    }
    add(found, any);
    return found;
  }

  private static <T> void add(List<T> found, @Nullable T value) {
    if (value != null) {
      found.add(value);
    }
  }
}
