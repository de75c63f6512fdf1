package dev.agentgateway.config.compile;

import dev.agentgateway.config.addresses.Addresses;
import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.compile.Intake.Entry;
import dev.agentgateway.config.compile.Intake.Taken;
import dev.agentgateway.config.connection.BrokenDestination;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Resources;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.Kinds;
import dev.agentgateway.config.kinds.service.ServiceKind;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One compilation, from documents to a snapshot.
///
/// ```
/// documents ─▶ Intake: records ─▶ check: this version or the last good one
///           ─▶ declare, all kinds ─▶ conclude, all kinds ─▶ snapshot, problems, statuses
/// ```
public final class Compilation {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.<Problem, String>comparing(problem -> problem.at().source())
          .thenComparingInt(problem -> problem.at().line())
          .thenComparingInt(problem -> problem.at().column());

  private final Given given;
  private final Resources previous;
  private final Workspace workspace;
  private final Map<ResourceKey, Held<?>> held = new LinkedHashMap<>();
  private final List<Held<?>> unusable = new ArrayList<>();

  /// A resource with its kind, and what is to be said of it.
  ///
  /// @param entry what is written
  /// @param cause why what is written is not in force; empty when it is
  record Held<R extends Record>(
      Kind<R> kind,
      Entry<R> entry,
      @org.jspecify.annotations.Nullable Resource<R> resource,
      String cause) {}

  private Compilation(Given given, Resources previous, Readings readings) {
    this.given = given;
    this.previous = previous;
    this.workspace = new Workspace(given.controllerNames(), destinations(), readings.plans());
    workspace.gateways().serve(given.gatewayClass());
  }

  /// What holds for resources that do not say it.
  ///
  /// @param namespace of resources that name none
  /// @param controllerNames GatewayClasses with one of them are ours
  /// @param gatewayClass a class that is ours without being written
  /// @param services `NAME.NAMESPACE:PORT` of Services that exist without being written
  /// @param addressing null where all Gateways share the addresses of the machine
  public record Given(
      String namespace,
      Set<String> controllerNames,
      String gatewayClass,
      Set<String> services,
      @org.jspecify.annotations.Nullable Addressing addressing) {}

  /// What came of it.
  public record Outcome(
      Snapshot snapshot,
      List<Problem> problems,
      List<ResourceStatus> statuses,
      Resources resources,
      Readings readings) {}

  /// @param previous what was in force, for resources that are faulty now
  /// @param readings documents as they were read before
  public static Outcome compile(
      Documents documents, Given given, Resources previous, Readings readings) {
    Taken taken = new Intake(given.namespace(), readings).take(documents.documents());
    Compilation compilation = new Compilation(given, previous, taken.readings());
    compilation.workspace.book().report(taken.problems());
    documents.faults().forEach(compilation::report);
    return compilation.run(taken, documents.brokenSources());
  }

  private Outcome run(Taken taken, Set<String> brokenSources) {
    for (Entry<?> entry : taken.entries().values()) {
      hold(entry);
    }
    keepHidden(taken.entries().keySet(), brokenSources);
    for (Held<?> each : unusable) {
      if (each.kind().isDestination()) {
        workspace.destination(
            each.entry().key(), new BrokenDestination(each.entry().key(), each.cause()));
      }
    }
    Addressing addressing = given.addressing();
    if (addressing != null) {
      workspace.gateways().addresses(new Addresses(addressing.among(held.keySet())));
    }
    List<Held<?>> ordered = ordered();
    ordered.forEach(this::declare);
    ServiceKind.declareUnwritten(given.services(), workspace);
    ordered.forEach(this::conclude);
    List<Problem> problems = new ArrayList<>(workspace.book().problems());
    problems.sort(BY_PLACE);
    Map<ResourceKey, Resource<?>> inForce = new LinkedHashMap<>();
    for (Held<?> each : ordered) {
      if (each.resource() != null && each.resource().running() != Running.NONE) {
        inForce.put(each.entry().key(), each.resource());
      }
    }
    List<Held<?>> all = new ArrayList<>(ordered);
    all.addAll(unusable);
    return new Outcome(
        workspace.gateways().snapshot(),
        List.copyOf(problems),
        Statuses.of(all, taken.planned(), workspace.book()),
        new Resources(inForce),
        taken.readings());
  }

  private <R extends Record> void hold(Entry<R> entry) {
    Resource<R> written = entry.resource();
    String cause = entry.cause();
    if (written != null) {
      List<Problem> found = entry.kind().check(written, workspace);
      workspace.book().report(found);
      for (Problem problem : found) {
        if (problem.severity() == Severity.ERROR && cause.isEmpty()) {
          cause = problem.path() + ": " + problem.cause();
        }
      }
      if (cause.isEmpty()) {
        held.put(entry.key(), new Held<>(entry.kind(), entry, written, ""));
        return;
      }
    }
    Resource<?> before = previous.find(entry.key());
    if (before != null && entry.kind().type().isInstance(before.record())) {
      Resource<R> kept = kept(entry, before);
      held.put(entry.key(), new Held<>(entry.kind(), entry, kept, cause));
    } else if (written != null) {
      held.put(entry.key(), new Held<>(entry.kind(), entry, written, ""));
    } else if (entry.closed() != null) {
      held.put(entry.key(), new Held<>(entry.kind(), entry, entry.closed(), cause));
    } else {
      unusable.add(new Held<>(entry.kind(), entry, null, cause));
    }
  }

  private static <R extends Record> Resource<R> kept(Entry<R> entry, Resource<?> before) {
    return new Resource<>(
            before.key(),
            before.metadata(),
            entry.kind().type().cast(before.record()),
            before.tree(),
            before.running())
        .kept(entry.metadata());
  }

  /// Resources that are no longer found, and may be hidden where something could not be read, stay.
  private void keepHidden(Set<ResourceKey> written, Set<String> brokenSources) {
    for (Resource<?> before : previous.byKey().values()) {
      if (!written.contains(before.key()) && isHidden(before.at().source(), brokenSources)) {
        Kind<?> kind = Kinds.find(new GroupKind(before.key().group(), before.key().kind()));
        if (kind != null) {
          hide(kind, before);
        }
      }
    }
  }

  /// A source is broken by itself, or with the folder that it is in.
  private static boolean isHidden(String source, Set<String> brokenSources) {
    return brokenSources.stream()
        .anyMatch(broken -> source.equals(broken) || source.startsWith(broken + "/"));
  }

  private <R extends Record> void hide(Kind<R> kind, Resource<?> before) {
    String cause = "not found in %s, which could not be read".formatted(before.at().source());
    Entry<R> entry =
        new Entry<>(
            kind, before.key(), before.metadata(), before.at(), null, null, cause, List.of());
    held.put(before.key(), new Held<>(kind, entry, kept(entry, before), cause));
  }

  private List<Held<?>> ordered() {
    Map<Kind<?>, List<Held<?>>> byKind = new HashMap<>();
    for (Held<?> each : held.values()) {
      byKind.computeIfAbsent(each.kind(), _ -> new ArrayList<>()).add(each);
    }
    List<Held<?>> ordered = new ArrayList<>();
    for (Kind<?> kind : Kinds.IN_ORDER) {
      List<Held<?>> ofKind = byKind.getOrDefault(kind, List.of());
      ofKind.stream()
          .sorted(
              Comparator.<Held<?>, java.time.Instant>comparing(
                      each -> each.entry().metadata().created())
                  .thenComparing(each -> each.entry().key()))
          .forEach(ordered::add);
    }
    return ordered;
  }

  private <R extends Record> void declare(Held<R> each) {
    if (each.resource() != null) {
      each.kind().declare(each.resource(), workspace);
    }
  }

  private <R extends Record> void conclude(Held<R> each) {
    if (each.resource() != null) {
      each.kind().conclude(each.resource(), workspace);
    }
  }

  private void report(Fault fault) {
    workspace
        .book()
        .report(
            new Problem(
                fault.severity(),
                null,
                fault.path(),
                fault.at(),
                fault.message(),
                fault.mend(),
                fault.severity() == Severity.ERROR ? "Invalid" : "Doubtful"));
  }

  private static Set<GroupKind> destinations() {
    return Kinds.IN_ORDER.stream()
        .filter(Kind::isDestination)
        .map(kind -> new GroupKind(kind.group(), kind.name()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
