package dev.agentgateway.app.run;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Snapshot.Bind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says of Gateways that a port of theirs could not be bound, which no compilation can know.
final class Unbound {

  private static final String GATEWAY = "Gateway";

  private final Map<Subject, String> listeners = new HashMap<>();

  private Unbound() {}

  /// @param doors that could not be bound, and why
  static Compiled told(Compiled compiled, Map<Door, String> doors) {
    if (doors.isEmpty()) {
      return compiled;
    }
    List<Problem> problems = new ArrayList<>(compiled.problems());
    List<ResourceStatus> statuses = new ArrayList<>();
    for (ResourceStatus status : compiled.statuses()) {
      Unbound unbound = of(status, compiled, doors);
      if (!unbound.listeners.isEmpty()) {
        problems.add(unbound.problem(status));
      }
      statuses.add(unbound.listeners.isEmpty() ? status : unbound.changed(status));
    }
    return new Compiled(
        compiled.snapshot(), problems, statuses, compiled.resources(), compiled.readings());
  }

  private static Unbound of(ResourceStatus status, Compiled compiled, Map<Door, String> doors) {
    Unbound unbound = new Unbound();
    if (!status.kind().equals(GATEWAY)) {
      return unbound;
    }
    doors.forEach((door, cause) -> {
      @Nullable Bind bind = compiled.snapshot().binds().get(door);
      for (Listener listener : bind == null ? List.<Listener>of() : bind.listeners()) {
        if (listener.gateway().equals(status.resource().id())) {
          unbound.listeners.put(new Subject.Listener(listener.name()), cause);
        }
      }
    });
    return unbound;
  }

  private String causes() {
    return String.join("; ", new TreeSet<>(listeners.values()));
  }

  private Problem problem(ResourceStatus status) {
    return new Problem(
        Severity.ERROR, status.resource(), "spec.listeners", status.at(), causes(), "", "Invalid");
  }

  private ResourceStatus changed(ResourceStatus status) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition each : status.conditions()) {
      boolean isWhole = each.subject() instanceof Subject.Whole;
      @Nullable String cause = isWhole ? causes() : listeners.get(each.subject());
      boolean isOverruled = cause != null && each.type().equals("Programmed");
      conditions.add(
          isOverruled
              ? new Condition(each.subject(), each.type(), false, "Invalid", String.valueOf(cause))
              : each);
    }
    return new ResourceStatus(
        status.resource(),
        status.generation(),
        status.at(),
        conditions,
        status.attachedRoutes(),
        status.addresses(),
        status.running());
  }
}
