package dev.agentgateway.config.report;

import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import org.jspecify.annotations.Nullable;

/// Something wrong or doubtful with what operators wrote.
///
/// @param resource null when it is not known which resource it would have been
/// @param path where in the resource: `spec.rules[0].backendRefs[0]`; empty for all of it
/// @param cause what was found and what was expected; never a secret's value
/// @param mend what to do; empty when the cause says it
/// @param reason the condition's reason that it stands for: `BackendNotFound`
public record Problem(
    Severity severity,
    @Nullable ResourceKey resource,
    String path,
    Position at,
    String cause,
    String mend,
    String reason) {

  /// One line: `folder/route.yaml:9:7: error: HTTPRoute default/a: spec.rules[0]: …`. A source that
  /// is the resource itself is not said twice.
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(at).append(severity == Severity.ERROR ? ": error: " : ": warning: ");
    if (resource != null && !at.source().equals(resource.toString())) {
      line.append(resource).append(": ");
    }
    if (!path.isEmpty()) {
      line.append(path).append(": ");
    }
    line.append(cause);
    if (!mend.isEmpty()) {
      line.append("; ").append(mend);
    }
    return line.toString();
  }
}
