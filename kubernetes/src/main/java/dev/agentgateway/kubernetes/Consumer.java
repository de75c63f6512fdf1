package dev.agentgateway.kubernetes;

import dev.agentgateway.config.Compiled;
import java.util.Map;

/// Lets what was compiled take force.
@FunctionalInterface
public interface Consumer {

  /// @return ports that could not be bound, and why
  Map<Integer, String> take(Compiled compiled);
}
