package dev.agentgateway.app.run;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.schema.Fault.Severity;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is logged about resources.
public final class Tidings {

  private static final Logger LOG = LoggerFactory.getLogger(Tidings.class);

  private Tidings() {}

  /// Tells all problems, a line each.
  static void tell(Compiled compiled) {
    compiled.problems().forEach(Tidings::tell);
  }

  /// Tells that resources changed, and the problems that are new.
  public static void tellChange(Compiled before, Compiled now) {
    LOG.info("resources changed and were read again: {}", summary(now));
    Set<String> told = new HashSet<>();
    before.problems().forEach(problem -> told.add(problem.toString()));
    now.problems().stream()
        .filter(problem -> !told.contains(problem.toString()))
        .forEach(Tidings::tell);
    for (ResourceStatus status : now.statuses()) {
      if (status.running() == Running.LAST_GOOD) {
        LOG.warn("{} is faulty: its last good version runs on", status.resource());
      }
    }
  }

  private static void tell(Problem problem) {
    if (problem.severity() == Severity.ERROR) {
      LOG.error("{}", problem);
    } else {
      LOG.warn("{}", problem);
    }
  }

  /// How much was read, and how much is wrong: `5 resources, 1 error`.
  static String summary(Compiled compiled) {
    long errors =
        compiled.problems().stream().filter(each -> each.severity() == Severity.ERROR).count();
    String text = count(compiled.statuses().size(), "resource");
    return errors == 0 ? text : text + ", " + count(errors, "error");
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
