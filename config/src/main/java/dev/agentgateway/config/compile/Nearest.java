package dev.agentgateway.config.compile;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kinds.Kinds;
import java.util.Locale;

/// What was meant by a word that nobody knows.
final class Nearest {

  private static final int DISTANCE_MAX = 2;

  private Nearest() {}

  /// A question, or empty when nothing is near.
  static String kind(String group, String name) {
    for (Kind<?> kind : Kinds.IN_ORDER) {
      if (kind.name().equals(name)) {
        return "did you mean apiVersion %s/%s?".formatted(kind.group(), kind.versions().getFirst());
      }
    }
    for (Kind<?> kind : Kinds.IN_ORDER) {
      if (kind.group().equals(group) && distance(kind.name(), name) <= DISTANCE_MAX) {
        return "did you mean %s?".formatted(kind.name());
      }
    }
    return "";
  }

  /// Whether a word may be meant by a misspelled one.
  static boolean isNear(String word, String written) {
    int max = Math.min(DISTANCE_MAX, word.length() / 3);
    return distance(word.toLowerCase(Locale.ROOT), written.toLowerCase(Locale.ROOT)) <= max;
  }

  /// Insertions, deletions and replacements (Levenshtein).
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[b.length()];
  }
}
