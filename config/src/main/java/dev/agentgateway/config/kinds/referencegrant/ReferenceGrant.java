package dev.agentgateway.config.kinds.referencegrant;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets resources of other namespaces refer to those of its own.
public record ReferenceGrant(@Required Spec spec) {

  public record Spec(
      @Required @Limits(min = 1, max = 16) List<From> from,
      @Required @Limits(min = 1, max = 16) List<To> to) {}

  public record From(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 63) String namespace) {}

  /// @param name absent for every resource of the kind
  public record To(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Limits(min = 1, max = 253) @Nullable String name) {}
}
