package dev.agentgateway.apiserver.selectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Labels that an object must have: `app=web,tier in (a, b),!legacy`.
public record LabelSelector(List<Requirement> requirements) {

  public static final LabelSelector ALL = new LabelSelector(List.of());

  private static final Pattern SET =
      Pattern.compile("([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^()]*)\\)");

  private static final Pattern COMPARED =
      Pattern.compile("([^\\s!=,()]+)\\s*(==|!=|=)\\s*([^\\s!=,()]*)");

  private static final Pattern PRESENT = Pattern.compile("(!?)\\s*([^\\s!=,()]+)");

  /// One demand on one label.
  public sealed interface Requirement {

    boolean holds(Map<String, String> labels);

    /// The label has one of these values.
    record In(String label, List<String> values) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        String value = labels.get(label);
        return value != null && values.contains(value);
      }
    }

    /// The label is missing, or has another value.
    record NotIn(String label, List<String> values) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        String value = labels.get(label);
        return value == null || !values.contains(value);
      }
    }

    /// The label is there.
    record Exists(String label) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        return labels.containsKey(label);
      }
    }

    /// The label is not there.
    record Missing(String label) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        return !labels.containsKey(label);
      }
    }
  }

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /// @throws IllegalArgumentException when the text is no selector
  public static LabelSelector parse(String text) {
    List<Requirement> found = new ArrayList<>();
    for (String part : parts(text)) {
      if (!part.isBlank()) {
        found.add(requirement(part.strip()));
      }
    }
    return new LabelSelector(found);
  }

  private static Requirement requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",", -1)).map(String::strip).toList();
      return set.group(2).equals("in")
          ? new Requirement.In(set.group(1), values)
          : new Requirement.NotIn(set.group(1), values);
    }
    Matcher compared = COMPARED.matcher(part);
    if (compared.matches()) {
      List<String> value = List.of(compared.group(3));
      return compared.group(2).equals("!=")
          ? new Requirement.NotIn(compared.group(1), value)
          : new Requirement.In(compared.group(1), value);
    }
    Matcher present = PRESENT.matcher(part);
    if (present.matches()) {
      return present.group(1).isEmpty()
          ? new Requirement.Exists(present.group(2))
          : new Requirement.Missing(present.group(2));
    }
    throw new IllegalArgumentException("unable to parse requirement: " + part);
  }

  /// Commas part requirements, but not within parentheses.
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement each : requirements) {
      if (!each.holds(labels)) {
        return false;
      }
    }
    return true;
  }
}
