package dev.agentgateway.telemetry.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Series by what they count, found once: a search by ten labels costs more than the count. Past a
/// limit all are forgotten and found again.
final class Known<K, S> {

  private static final int KEYS_MAX = 4096;

  private final ConcurrentHashMap<K, S> known = new ConcurrentHashMap<>();
  private final Function<K, S> search;

  Known(Function<K, S> search) {
    this.search = search;
  }

  S of(K key) {
    S series = known.get(key);
    if (series != null) {
      return series;
    }
    if (known.size() >= KEYS_MAX) {
      known.clear();
    }
    return known.computeIfAbsent(key, search);
  }
}
