package dev.agentgateway.config.kind;

import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.policies.Policies;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.policy.Site;
import dev.agentgateway.schema.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes policies of the members that sections of resources hold, each once.
public final class Sections {

  private final Map<String, Map<String, Entry>> byFamily = new HashMap<>();
  private final IdentityHashMap<Record, Map<Site, Compiled>> known = new IdentityHashMap<>();

  /// Where settings of a family's field are compiled.
  private record Entry(PolicyType type, Place<?> place) {}

  /// @param fault null when the settings hold; then the policy is theirs, else a stand-in
  private record Compiled(Policy policy, @Nullable PolicyException fault) {}

  /// What a section came to.
  ///
  /// @param problems errors where settings cannot hold, warnings where they are doubtful
  public record Section(List<Setting> settings, List<Problem> problems) {}

  public Sections() {
    for (PolicyType type : Policies.IN_ORDER) {
      for (Place<?> place : type.places()) {
        if (!place.isResolved()) {
          byFamily
              .computeIfAbsent(family(place), _ -> new HashMap<>())
              .put(name(place), new Entry(type, place));
        }
      }
    }
  }

  /// The family of a place; settings that are all of `spec` are a member of that name.
  public static String family(Place<?> place) {
    return place.field().isEmpty() ? place.kind() : place.family();
  }

  public static String name(Place<?> place) {
    return place.field().isEmpty() ? "spec" : place.name();
  }

  /// @param path where the section stands in its resource
  public Section compile(
      Resource<?> resource, String path, String family, Members members, Site site) {
    List<Setting> settings = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    members
        .byField()
        .forEach((field, written) -> {
          Entry entry = byFamily.getOrDefault(family, Map.of()).get(field);
          if (entry == null) {
            return;
          }
          Compiled compiled = compile(entry, written, site);
          settings.add(new Setting(entry.type(), compiled.policy()));
          String at = path.isEmpty() ? field : path + "." + field;
          if (compiled.fault() != null) {
            problems.add(fault(resource, at, compiled.fault()));
          }
          for (Policy.Doubt doubt : compiled.policy().doubts()) {
            problems.add(
                resource.warning(join(at, doubt.field()), doubt.message(), "", "Doubtful"));
          }
        });
    for (String guard : Guards.open(resource.tree(), path, field -> acts(family, field))) {
      settings.add(refusal());
      problems.add(
          resource.warning(
              join(path, guard),
              "nothing checks clients by %s yet, so requests are refused".formatted(guard),
              "remove it to let them pass",
              "UnsupportedValue"));
    }
    return new Section(settings, problems);
  }

  private boolean acts(String family, String field) {
    return byFamily.getOrDefault(family, Map.of()).containsKey(field);
  }

  /// Lets no request pass.
  private Setting refusal() {
    Entry entry =
        byFamily.getOrDefault("AgentgatewayPolicy.traffic", Map.of()).get("authorization");
    if (entry == null) {
      throw new IllegalStateException("no policy can refuse");
    }
    return new Setting(entry.type(), entry.type().standIn());
  }

  /// The field stands in the problem's path, and not in its words again.
  private static Problem fault(Resource<?> resource, String at, PolicyException fault) {
    String message = String.valueOf(fault.getMessage());
    String prefix = fault.field() + ": ";
    return resource.error(
        join(at, fault.field()),
        message.startsWith(prefix) ? message.substring(prefix.length()) : message,
        "",
        "Invalid");
  }

  private Compiled compile(Entry entry, Record written, Site site) {
    return known
        .computeIfAbsent(written, _ -> new HashMap<>())
        .computeIfAbsent(
            site,
            _ -> {
              try {
                return new Compiled(entry.place().compile(written, site), null);
              } catch (PolicyException fault) {
                return new Compiled(entry.type().standIn(), fault);
              }
            });
  }

  private static String join(String path, String field) {
    return field.isEmpty() ? path : field.startsWith("[") ? path + field : path + "." + field;
  }

  /// One policy of each type, in the order in which requests meet them.
  ///
  /// @param levels the less specific first
  public static List<Policy> combine(List<Settings> levels) {
    Map<PolicyType, List<Policy>> byType = new HashMap<>();
    for (Settings level : levels) {
      for (Setting setting : level.policies()) {
        byType.computeIfAbsent(setting.type(), _ -> new ArrayList<>()).add(setting.policy());
      }
    }
    if (byType.isEmpty()) {
      return List.of();
    }
    List<Policy> combined = new ArrayList<>();
    for (PolicyType type : Policies.IN_ORDER) {
      List<Policy> attached = byType.get(type);
      if (attached != null) {
        combined.add(type.combine(attached));
      }
    }
    return combined;
  }

  /// How requests are forwarded, as the policies of these levels leave it.
  ///
  /// @param levels the less specific first
  public static ForwardPlan plan(List<Settings> levels) {
    ForwardPlan plan = ForwardPlan.DEFAULT;
    for (Policy policy : combine(levels)) {
      plan = policy.plan(plan);
    }
    return plan;
  }
}
