package dev.agentgateway.policies.airoutes;

import dev.agentgateway.schema.Bare;
import java.util.LinkedHashMap;
import java.util.Map;

/// Ends of paths, or `*` for any, and what they mean.
@Bare
public record AiRoutesConfig(Map<String, String> bySuffix) {

  public AiRoutesConfig {
    bySuffix = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bySuffix));
  }
}
