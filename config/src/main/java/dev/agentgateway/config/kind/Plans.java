package dev.agentgateway.config.kind;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What kinds made of resources by themselves, without looking at others, kept for the next
/// compilation.
///
/// A resource never changes, so whoever asks again for the same object gets the same plan. Only
/// plans of this compilation and of the one before are held.
public final class Plans {

  private final Map<Resource<?>, Object> before;
  private final IdentityHashMap<Resource<?>, Object> now = new IdentityHashMap<>();

  private Plans(Map<Resource<?>, Object> before) {
    this.before = before;
  }

  public static Plans none() {
    return new Plans(Map.of());
  }

  /// Those of the compilation after this one.
  public Plans next() {
    return new Plans(now);
  }

  /// @param plan must depend on the resource alone
  public <T> T of(Resource<?> resource, Class<T> type, Supplier<T> plan) {
    Object known = now.get(resource);
    if (known == null) {
      known = before.get(resource);
      if (known == null) {
        known = plan.get();
      }
      now.put(resource, known);
    }
    return type.cast(known);
  }
}
