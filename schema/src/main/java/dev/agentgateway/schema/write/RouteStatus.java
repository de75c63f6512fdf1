package dev.agentgateway.schema.write;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of something that names parents, for each of them.
///
/// @param parents what it names
public record RouteStatus(@Limits(max = 16) List<Parent> parents) {

  /// What became of it at one parent.
  ///
  /// @param parentRef the parent
  /// @param controllerName who says so
  /// @param conditions what is true of it there
  public record Parent(
      @Required ParentRef parentRef,
      @Required
          @Limits(min = 1, max = 253)
          @Matches(
              "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
                  + "\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$")
          String controllerName,
      @Limits(max = 8) @Unique("type") List<Condition> conditions) {}

  /// A parent, as it is named.
  ///
  /// @param sectionName a listener or a rule
  public record ParentRef(
      @Limits(max = 253) @Nullable String group,
      @Limits(min = 1, max = 63) @Nullable String kind,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}
}
