package dev.agentgateway.schema.write;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a policy, for each thing that it is attached to.
///
/// @param ancestors what it is attached to
public record PolicyStatus(@Required @Limits(max = 16) List<Ancestor> ancestors) {

  /// What became of a policy at one place.
  ///
  /// @param ancestorRef what it is attached to
  /// @param controllerName who says so
  /// @param conditions what is true of it there
  public record Ancestor(
      @Required AncestorRef ancestorRef,
      @Required
          @Limits(min = 1, max = 253)
          @Matches(
              "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
                  + "\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$")
          String controllerName,
      @Limits(max = 8) @Unique("type") List<Condition> conditions) {}

  /// What a policy is attached to.
  ///
  /// @param sectionName a listener, a rule, or a provider
  public record AncestorRef(
      @Limits(max = 253) @Nullable String group,
      @Limits(min = 1, max = 63) @Nullable String kind,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}
}
