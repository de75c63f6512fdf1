package dev.agentgateway.proxy.upstream;

import dev.agentgateway.snapshot.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The order in which the providers of one backend are tried for one request.
///
/// A group is left when all of its providers were tried or are set aside. Inside a group the better
/// of two drawn by chance is taken. When nobody is left but those set aside, the one that comes
/// back first is tried, so that a request is never refused for a guess about health.
public final class Failover {

  /// Tries in all for one request, the first one counted.
  public static final int TRIES_MAX = 8;

  private final Target.Llm target;
  private final Health health;
  private final Set<String> tried = new HashSet<>(4);

  public Failover(Target.Llm target, Health health) {
    this.target = target;
    this.health = health;
  }

  /// The next to try, or null when all were tried.
  public Target.@Nullable Choice next() {
    if (tried.size() >= TRIES_MAX) {
      return null;
    }
    for (Target.Group group : target.groups()) {
      List<Target.Choice> ready = new ArrayList<>(group.choices().size());
      for (Target.Choice choice : group.choices()) {
        if (isOpen(choice) && !health.isSetAside(choice.id())) {
          ready.add(choice);
        }
      }
      if (!ready.isEmpty()) {
        return taken(better(ready));
      }
    }
    return setAside();
  }

  /// Whether a failed try can be followed by another.
  public boolean hasNext() {
    if (tried.size() >= TRIES_MAX) {
      return false;
    }
    return target.groups().stream()
        .flatMap(group -> group.choices().stream())
        .anyMatch(this::isOpen);
  }

  public void good(Target.Choice choice, Duration latency) {
    health.good(choice.id(), latency);
  }

  public void bad(Target.Choice choice, @Nullable Duration retryAfter) {
    health.bad(choice.id(), retryAfter);
  }

  private Target.@Nullable Choice setAside() {
    Target.@Nullable Choice soonest = null;
    Duration least = Duration.ofDays(1);
    for (Target.Group group : target.groups()) {
      for (Target.Choice choice : group.choices()) {
        Duration waits = health.waits(choice.id());
        if (isOpen(choice) && (soonest == null || waits.compareTo(least) < 0)) {
          soonest = choice;
          least = waits;
        }
      }
    }
    return soonest == null ? null : taken(soonest);
  }

  private Target.Choice better(List<Target.Choice> ready) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Target.Choice one = ready.get(random.nextInt(ready.size()));
    if (ready.size() == 1) {
      return one;
    }
    Target.Choice other = ready.get(random.nextInt(ready.size()));
    return health.score(one.id()) >= health.score(other.id()) ? one : other;
  }

  private boolean isOpen(Target.Choice choice) {
    return !tried.contains(choice.id());
  }

  private Target.Choice taken(Target.Choice choice) {
    tried.add(choice.id());
    return choice;
  }
}
