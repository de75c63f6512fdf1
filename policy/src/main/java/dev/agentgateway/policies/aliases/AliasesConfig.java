package dev.agentgateway.policies.aliases;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/// Models asked for, and the models used for them.
@Bare
public record AliasesConfig(@Limits(max = 64) Map<String, String> byModel) {

  public AliasesConfig {
    byModel = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byModel));
  }
}
