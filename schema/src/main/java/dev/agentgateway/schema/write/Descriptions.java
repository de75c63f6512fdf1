package dev.agentgateway.schema.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the sources say of records: the `///` lines before them.
public final class Descriptions {

  private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\s*\\(");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]\\s]+)\\](?!\\()");

  private final List<Path> roots;
  private final Map<Class<?>, Map<String, Text>> known = new HashMap<>();

  /// @param roots folders of Java sources: `config/src/main/java`
  public Descriptions(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /// What a record is; empty where nothing is said.
  public String of(Class<?> type) {
    return text(type).about();
  }

  /// What a component of a record is; empty where nothing is said.
  public String of(Class<?> type, String component) {
    return text(type).byComponent().getOrDefault(component, "");
  }

  private Text text(Class<?> type) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    return known.computeIfAbsent(top, this::read).getOrDefault(type.getSimpleName(), Text.NONE);
  }

  private Map<String, Text> read(Class<?> top) {
    String file = top.getName().replace('.', '/') + ".java";
    for (Path root : roots) {
      Path path = root.resolve(file);
      if (Files.exists(path)) {
        try {
          return parse(Files.readAllLines(path));
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    throw new IllegalArgumentException(file + " is in none of " + roots);
  }

  private static Map<String, Text> parse(List<String> lines) {
    Map<String, Text> texts = new HashMap<>();
    List<String> comment = new ArrayList<>();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.startsWith("///")) {
        comment.add(line.substring(3).strip());
        continue;
      }
      Matcher record = RECORD.matcher(line);
      if (record.find()) {
        texts.putIfAbsent(record.group(1), Text.of(comment));
        comment = new ArrayList<>();
      } else if (line.endsWith(";") || line.endsWith("{") || line.endsWith("}")) {
        comment = new ArrayList<>();
      }
    }
    return texts;
  }

  private record Text(String about, Map<String, String> byComponent) {

    static final Text NONE = new Text("", Map.of());

    static Text of(List<String> comment) {
      StringBuilder about = new StringBuilder();
      Map<String, StringBuilder> byComponent = new HashMap<>();
      StringBuilder current = about;
      for (String line : comment) {
        if (line.startsWith("@param ")) {
          String[] words = line.substring("@param ".length()).split("\\s+", 2);
          current = new StringBuilder(words.length > 1 ? words[1] : "");
          byComponent.put(words[0], current);
        } else if (line.isEmpty()) {
          current.append(current.isEmpty() ? "" : "\n\n");
        } else {
          boolean begins = current.isEmpty() || current.charAt(current.length() - 1) == '\n';
          current.append(begins ? "" : " ").append(line);
        }
      }
      Map<String, String> components = new HashMap<>();
      byComponent.forEach((name, text) -> components.put(name, sentence(text.toString())));
      return new Text(sentence(about.toString()), Map.copyOf(components));
    }

    /// `triesMax in all` is `TriesMax in all.`; links keep their names.
    private static String sentence(String text) {
      String plain = linked(text.strip());
      if (plain.isEmpty()) {
        return "";
      }
      boolean ends = ".!?:`".indexOf(plain.charAt(plain.length() - 1)) >= 0;
      String whole = ends && !plain.endsWith("`") ? plain : plain + ".";
      return Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
    }

    private static String linked(String text) {
      return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(name(link.group(1))));
    }

    private static String name(String link) {
      String last = link.substring(link.lastIndexOf('#') + 1);
      return "`" + last.substring(last.lastIndexOf('.') + 1) + "`";
    }
  }
}
