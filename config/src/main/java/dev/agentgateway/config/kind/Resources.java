package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is in force: of every resource the version that is written, or its last good one.
public record Resources(Map<ResourceKey, Resource<?>> byKey) {

  public static final Resources NONE = new Resources(Map.of());

  public Resources {
    byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
  }

  public @Nullable Resource<?> find(ResourceKey key) {
    return byKey.get(key);
  }
}
