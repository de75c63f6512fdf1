package dev.agentgateway.policies.cors;

import dev.agentgateway.schema.Inline;
import org.jspecify.annotations.Nullable;

/// Which other sites' pages may call, as resources of `gateway.kgateway.dev` write it.
///
/// @param disable takes off what a less specific resource says
public record CorsConfig(@Inline CorsFilter filter, @Nullable Disable disable) {

  /// Empty: it is there or not.
  public record Disable() {}
}
