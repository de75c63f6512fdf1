package dev.agentgateway.app.run;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.snapshot.Door;
import java.util.Map;

/// Where resources come from: files, an API server, or a controller.
public interface ResourceSource extends AutoCloseable {

  /// What was read last.
  Compiled compiled();

  /// Where they come from and how that stands, in words for `/status`.
  default Map<String, String> origin() {
    return Map.of();
  }

  /// Tells all problems, a line each.
  void tell();

  /// Calls when resources changed and were read again. What is read first of an API server is such
  /// a change, and has taken force when this returns.
  void follow(Taking taking) throws StartException;

  @Override
  void close();

  /// Lets what was read last take force.
  @FunctionalInterface
  interface Taking {

    /// @return doors that could not be bound, and why
    Map<Door, String> take();
  }
}
