package dev.agentgateway.telemetry.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The values that a label may take. Past a limit, new ones count as [#OTHER]: what a client makes
/// up must not grow the memory of this process nor of those who scrape it.
final class LabelValues {

  static final String UNKNOWN = "unknown";
  static final String OTHER = "other";

  private static final int CHARS_MAX = 128;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();
  private final int max;

  LabelValues(int max) {
    this.max = max;
  }

  /// The value as a label, remembered while there is room.
  String admit(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    if (known.contains(value)) {
      return value;
    }
    if (value.length() > CHARS_MAX || size.get() >= max) {
      return OTHER;
    }
    if (known.add(value)) {
      size.incrementAndGet();
    }
    return value;
  }

  /// The value as a label if it is known. For what nobody vouches for: a model of a failed request.
  String recall(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    return known.contains(value) ? value : OTHER;
  }
}
