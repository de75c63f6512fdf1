package dev.agentgateway.kubernetes;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.snapshot.Door;
import java.util.Map;

/// Lets what was compiled take force.
@FunctionalInterface
public interface Consumer {

  /// @return doors that could not be bound, and why
  Map<Door, String> take(Compiled compiled);
}
