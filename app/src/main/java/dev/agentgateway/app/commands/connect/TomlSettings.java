package dev.agentgateway.app.commands.connect;

import dev.agentgateway.app.commands.connect.SettingsFile.Edited;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings in TOML: tables are put at the end, where they disturb nothing. Tables of these names
/// that are there already are left to their owner.
final class TomlSettings {

  private static final Pattern HEAD = Pattern.compile("(?m)^\\[([^\\[\\]]+)]$");

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(#.*|\\[\\[?[^\\[\\]]+]]?\\s*(#.*)?|([A-Za-z0-9_.-]+|\"[^\"]*\"|'[^']*')(\\s*\\.\\s*"
              + "(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+))*\\s*=\\s*\\S.*)?");

  private TomlSettings() {}

  static Edited with(String before, String addition) {
    if (before.contains(addition)) {
      return Edited.of(before);
    }
    List<String> lines = before.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains("\"\"\"") || line.contains("'''") || !LINE.matcher(line).matches()) {
        return Edited.refused(
            "line %d is more than a table, a comment or a key with its value".formatted(i + 1));
      }
    }
    Matcher heads = HEAD.matcher(addition);
    while (heads.find()) {
      String name = heads.group(1);
      String family = name.substring(0, name.indexOf('.'));
      for (int i = 0; i < lines.size(); i++) {
        String bare = lines.get(i).replaceAll("[\\s\"']", "");
        if (bare.startsWith("[" + name + "]")
            || bare.startsWith(name + ".")
            || bare.startsWith("[" + name + ".")
            || bare.startsWith(family + "=")) {
          return Edited.refused("line %d already says something of %s".formatted(i + 1, name));
        }
      }
    }
    String gap = before.isEmpty() ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    return Edited.of(before + gap + addition);
  }
}
