package dev.agentgateway.schema.shape;

import dev.agentgateway.schema.Node;
import java.util.Optional;

/// A component of a record as it is written.
///
/// @param name how it is written
/// @param javaName how the record calls it
/// @param absent what the record gets when it is not written: null, or an empty collection
/// @param fallback its default
public record Component(
    String name,
    String javaName,
    Shape shape,
    Checks checks,
    Presence presence,
    Absent absent,
    Optional<Node> fallback) {

  /// How a component stands in its resource.
  public enum Presence {
    OPTIONAL,
    REQUIRED,
    /// Known, not acted on yet.
    PLANNED,
    /// Its fields are its parent's.
    INLINE
  }

  /// What stands for a component that is not written.
  public enum Absent {
    NULL,
    FALSE,
    ZERO_INT,
    ZERO_LONG,
    EMPTY_LIST,
    EMPTY_MAP,
    NO_MEMBERS
  }
}
