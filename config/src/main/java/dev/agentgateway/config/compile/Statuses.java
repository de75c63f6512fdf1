package dev.agentgateway.config.compile;

import dev.agentgateway.config.compile.Compilation.Held;
import dev.agentgateway.config.kind.Book;
import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Sums up what is said of each resource.
final class Statuses {

  private static final Subject WHOLE = new Subject.Whole();

  private Statuses() {}

  static List<ResourceStatus> of(List<Held<?>> all, Map<ResourceKey, Position> planned, Book book) {
    List<ResourceStatus> statuses = new ArrayList<>();
    for (Held<?> each : all) {
      statuses.add(status(each, book));
    }
    planned.forEach((key, at) ->
        statuses.add(
            new ResourceStatus(
                key,
                0,
                at,
                List.of(new Condition(WHOLE, "Accepted", false, "Unsupported", "not acted on yet")),
                Map.of(),
                List.of(),
                Running.NONE)));
    statuses.sort(Comparator.comparing(ResourceStatus::resource));
    return List.copyOf(statuses);
  }

  private static ResourceStatus status(Held<?> held, Book book) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : book.conditions(held.entry().key())) {
      conditions.add(held.cause().isEmpty() ? condition : overruled(condition, held));
    }
    boolean isToldBySubjects =
        conditions.stream()
            .anyMatch(each ->
                each.type().equals("Accepted") && !(each.subject() instanceof Subject.Listener));
    if (!held.cause().isEmpty() && !isToldBySubjects) {
      String message = kept(held);
      conditions.addFirst(new Condition(WHOLE, "Accepted", false, "Invalid", message));
    }
    if (!held.entry().planned().isEmpty()) {
      conditions.add(
          new Condition(
              WHOLE,
              "PartiallyInvalid",
              true,
              "UnsupportedValue",
              "not acted on yet: " + String.join(", ", held.entry().planned())));
    }
    conditions.sort(Comparator.comparing(each -> each.subject().toString()));
    return new ResourceStatus(
        held.entry().key(),
        held.entry().metadata().generation(),
        held.entry().at(),
        conditions,
        book.attachedRoutes(held.entry().key()),
        book.addresses(held.entry().key()),
        running(held));
  }

  /// What is accepted is the version before, not what is written.
  private static Condition overruled(Condition condition, Held<?> held) {
    return condition.type().equals("Accepted") && !(condition.subject() instanceof Subject.Listener)
        ? new Condition(condition.subject(), "Accepted", false, "Invalid", kept(held))
        : condition;
  }

  private static String kept(Held<?> held) {
    if (held.resource() == null) {
      return held.cause();
    }
    return held.cause()
        + (running(held) == Running.NONE
            ? "; nobody passes where it is attached"
            : "; the last good version goes on");
  }

  private static Running running(Held<?> held) {
    if (held.resource() == null || held.resource().running() == Running.NONE) {
      return Running.NONE;
    }
    return held.cause().isEmpty() ? Running.CURRENT : Running.LAST_GOOD;
  }
}
