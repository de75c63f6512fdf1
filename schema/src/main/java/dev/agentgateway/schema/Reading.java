package dev.agentgateway.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could be read of a node.
///
/// @param value null when an error stands in the way
public record Reading<C>(@Nullable C value, List<Fault> faults) {

  public Reading {
    faults = List.copyOf(faults);
  }
}
