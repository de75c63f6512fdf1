package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a policy resource targets: attaches its settings there, and tells what came of it.
///
/// @param resource the policy
/// @param kinds what may be targeted
public record PolicyTargets(Resource<?> resource, List<GroupKind> kinds, Workspace workspace) {

  /// A target as it is written.
  ///
  /// @param name null with labels
  /// @param labels of what is targeted, null with a name
  /// @param at where it stands in the policy
  public record Ref(
      GroupKind kind,
      @Nullable String name,
      @Nullable Map<String, String> labels,
      @Nullable String section,
      String at) {}

  /// Attaches to everything that is there.
  public void attach(List<Ref> refs, Settings settings) {
    for (Ref ref : refs) {
      if (kinds.contains(ref.kind())) {
        for (Resource<?> target : found(ref)) {
          workspace
              .attachments()
              .attach(target.key(), ref.section() == null ? "" : ref.section(), settings);
        }
      }
    }
  }

  /// Tells of each target that the policy as a whole cannot hold.
  public void refuse(List<Ref> refs, String cause) {
    for (Ref ref : refs) {
      Subject ancestor = new Subject.Ancestor(key(ref), ref.section());
      workspace.book().fail(resource.key(), ancestor, "Accepted", "Invalid", cause);
      workspace
          .book()
          .fail(resource.key(), ancestor, "Attached", "Pending", "Policy is not attached");
    }
  }

  /// Tells of each target whether the policy is attached to it.
  ///
  /// @param fault why some of its settings cannot hold, empty when all do
  public void conclude(List<Ref> refs, String fault) {
    report(refs).forEach((ancestor, cause) -> tell(ancestor, cause, fault));
  }

  /// Reports targets that are not there.
  ///
  /// @return each target, and why the policy is not attached to it; empty where it is
  public Map<Subject, String> report(List<Ref> refs) {
    Map<Subject, String> byAncestor = new LinkedHashMap<>();
    for (Ref ref : refs) {
      if (!kinds.contains(ref.kind())) {
        String cause = "%s cannot be targeted".formatted(ref.kind());
        workspace.book().report(resource.error(ref.at(), cause, expected(), "Invalid"));
        byAncestor.put(new Subject.Ancestor(key(ref), ref.section()), cause);
        continue;
      }
      List<Resource<?>> found = found(ref);
      if (found.isEmpty()) {
        String cause = missing(ref);
        workspace
            .book()
            .report(
                resource.error(
                    ref.at(), cause, "write it, or mend the name or namespace", "Pending"));
        byAncestor.put(new Subject.Ancestor(key(ref), ref.section()), cause);
      }
      for (Resource<?> target : found) {
        String cause = sectionFault(target, ref.section());
        if (!cause.isEmpty()) {
          workspace.book().report(resource.error(ref.at() + ".sectionName", cause, "", "Pending"));
        }
        byAncestor.put(new Subject.Ancestor(target.key(), ref.section()), cause);
      }
    }
    return byAncestor;
  }

  private void tell(Subject ancestor, String cause, String fault) {
    Book book = workspace.book();
    ResourceKey key = resource.key();
    if (fault.isEmpty()) {
      book.hold(key, ancestor, "Accepted", "Valid", "Policy accepted");
    } else {
      book.hold(key, ancestor, "Accepted", "PartiallyValid", fault);
    }
    if (cause.isEmpty()) {
      book.hold(key, ancestor, "Attached", "Attached", "Attached to all targets");
    } else {
      book.fail(key, ancestor, "Attached", "Pending", "Policy is not attached: " + cause);
    }
  }

  private List<Resource<?>> found(Ref ref) {
    List<Resource<?>> found = new ArrayList<>();
    if (ref.name() != null) {
      Resource<?> target = workspace.findTarget(key(ref));
      return target == null ? found : List.of(target);
    }
    Map<String, String> labels = ref.labels() == null ? Map.of() : ref.labels();
    for (Resource<?> target : workspace.targets(ref.kind())) {
      if (target.namespace().equals(resource.namespace()) && target.metadata().hasLabels(labels)) {
        found.add(target);
      }
    }
    return found;
  }

  private String sectionFault(Resource<?> target, @Nullable String section) {
    if (section == null || workspace.sectionsOf(target.key()).contains(section)) {
      return "";
    }
    return "%s has no section \"%s\"".formatted(target.key(), section);
  }

  private ResourceKey key(Ref ref) {
    return new ResourceKey(
        ref.kind().group(),
        ref.kind().kind(),
        resource.namespace(),
        ref.name() == null ? "*" : ref.name());
  }

  private String missing(Ref ref) {
    return ref.name() == null
        ? "no %s in namespace %s has the labels".formatted(ref.kind().kind(), resource.namespace())
        : "%s %s/%s not found".formatted(ref.kind().kind(), resource.namespace(), ref.name());
  }

  private String expected() {
    List<String> names = kinds.stream().map(GroupKind::kind).toList();
    return "targets may be " + String.join(", ", names);
  }
}
