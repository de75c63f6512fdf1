package dev.agentgateway.config;

import dev.agentgateway.config.compile.Readings;
import dev.agentgateway.config.kind.Resources;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.snapshot.Snapshot;
import java.util.List;

/// What configuration came to.
///
/// @param problems by where they stand
/// @param statuses by kind, namespace and name
/// @param resources what is in force, for the next compilation
/// @param readings documents as they were read, for the next compilation
public record Compiled(
    Snapshot snapshot,
    List<Problem> problems,
    List<ResourceStatus> statuses,
    Resources resources,
    Readings readings) {

  public static final Compiled NOTHING =
      new Compiled(Snapshot.EMPTY, List.of(), List.of(), Resources.NONE, Readings.NONE);

  public Compiled {
    problems = List.copyOf(problems);
    statuses = List.copyOf(statuses);
  }

  /// Whether anything was refused.
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
