package dev.agentgateway.schema.read;

import dev.agentgateway.schema.Node;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// How faults speak of what they found.
final class Words {

  private static final int QUOTED_MAX = 64;
  private static final int LISTED_MAX = 16;

  private Words() {}

  static String kind(Node node) {
    return switch (node) {
      case Node.Null _ -> "null";
      case Node.Bool _ -> "a boolean";
      case Node.Num _ -> "a number";
      case Node.Text _ -> "a text";
      case Node.Items _ -> "a list";
      case Node.Fields _ -> "an object";
    };
  }

  /// The value itself where it is short and no secret, else its kind.
  static String found(Node node, boolean confidential) {
    if (confidential) {
      return kind(node);
    }
    return switch (node) {
      case Node.Bool bool -> String.valueOf(bool.value());
      case Node.Num num -> cut(num.text());
      case Node.Text text -> quote(text.value());
      case Node.Null _, Node.Items _, Node.Fields _ -> kind(node);
    };
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    cut(text)
        .chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if (c < ' ' || c == 0x7f) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }

  private static String cut(String text) {
    return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…";
  }

  static String expected(Collection<String> texts) {
    if (texts.size() > LISTED_MAX) {
      return texts.stream().limit(LISTED_MAX).collect(java.util.stream.Collectors.joining(", "))
          + ", …";
    }
    return String.join(", ", texts);
  }

  static String child(String path, String name) {
    if (!name.isEmpty() && name.chars().allMatch(Words::isPlain)) {
      return path.isEmpty() ? name : path + "." + name;
    }
    return path + "[" + quote(name) + "]";
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /// The known word that was most likely meant.
  static Optional<String> nearest(String word, Collection<String> known) {
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    String folded = fold(word);
    for (String candidate : known) {
      int distance = distance(folded, fold(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Without case, `_` and `-`: `CREDIT_CARD` is `CreditCard`.
  static String fold(String word) {
    return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 8 || a.length() > QUOTED_MAX) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
