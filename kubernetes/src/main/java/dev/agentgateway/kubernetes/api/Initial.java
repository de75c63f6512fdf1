package dev.agentgateway.kubernetes.api;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether all that was there at the start is told. A list is known before its objects are handed
/// on, one by one, by another thread: who took the first for the second would believe that objects
/// are gone.
final class Initial {

  private final Set<String> told = new HashSet<>();
  private @Nullable Set<String> awaited;

  /// An object was told, or its end.
  ///
  /// @return whether it was the last that was awaited
  synchronized boolean tell(String key) {
    if (awaited == null) {
      told.add(key);
      return false;
    }
    return awaited.remove(key) && awaited.isEmpty();
  }

  /// These are there.
  ///
  /// @return whether all are told already
  synchronized boolean list(Collection<String> keys) {
    awaited = new HashSet<>(keys);
    awaited.removeAll(told);
    told.clear();
    return awaited.isEmpty();
  }

  synchronized boolean isOver() {
    return awaited != null && awaited.isEmpty();
  }
}
