package dev.agentgateway.schema.shape;

import com.google.re2j.Pattern;
import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Unique;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;

/// What a value of the right shape must still satisfy.
///
/// @param bounds of a number, a text's length, a list's or map's size
/// @param itemBounds of each item of a list or value of a map
/// @param pattern for a text, and for each text of a list or map
/// @param unique of a list: the fields in which items differ; empty when it does not matter
/// @param confidential whether values must not be quoted
public record Checks(
    Bounds bounds,
    Bounds itemBounds,
    Optional<Pattern> pattern,
    Optional<List<String>> unique,
    List<CelRule> rules,
    boolean confidential) {

  public static final Checks NONE =
      new Checks(Bounds.NONE, Bounds.NONE, Optional.empty(), Optional.empty(), List.of(), false);

  public static final Checks HIDDEN = NONE.hidden();

  /// Bounds, both inclusive; the extremes of `long` mean none.
  public record Bounds(long min, long max) {

    public static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean hold(long value) {
      return value >= min && value <= max;
    }

    public boolean hold(double value) {
      return (!hasMin() || value >= min) && (!hasMax() || value <= max);
    }

    public boolean hasMin() {
      return min != Long.MIN_VALUE;
    }

    public boolean hasMax() {
      return max != Long.MAX_VALUE;
    }

    @Override
    public String toString() {
      if (hasMin() && hasMax()) {
        return min == max ? "exactly " + min : min + " to " + max;
      }
      return hasMin() ? "at least " + min : "at most " + max;
    }
  }

  /// The same, for something inside of what is confidential.
  public Checks hidden() {
    return new Checks(bounds, itemBounds, pattern, unique, rules, true);
  }

  /// The checks of a list's items or a map's values.
  public Checks ofItems() {
    return new Checks(itemBounds, Bounds.NONE, pattern, Optional.empty(), List.of(), confidential);
  }

  static Checks of(AnnotatedElement element) {
    Limits limits = element.getAnnotation(Limits.class);
    Unique unique = element.getAnnotation(Unique.class);
    return new Checks(
        limits == null ? Bounds.NONE : new Bounds(limits.min(), limits.max()),
        limits == null ? Bounds.NONE : new Bounds(limits.itemMin(), limits.itemMax()),
        Optional.ofNullable(element.getAnnotation(Matches.class))
            .map(matches -> Pattern.compile(matches.value())),
        Optional.ofNullable(unique).map(it -> List.of(it.value())),
        CelRule.of(element),
        element.isAnnotationPresent(Confidential.class));
  }
}
