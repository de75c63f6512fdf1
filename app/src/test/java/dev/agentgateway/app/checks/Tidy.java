package dev.agentgateway.app.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the sources of a project must keep to, read from its files. Each check gives the faults.
record Tidy(Path root) {

  static final int FILE_LINES_MAX = 500;
  static final int METHOD_LINES_MAX = 60;

  /// Files that may be longer, each with its reason. The list only shrinks.
  private static final Map<String, String> LONG_FILES = Map.of();

  /// Methods that may be longer, as `File.java: first line`, each with its reason. The list only
  /// shrinks.
  private static final Map<String, String> LONG_METHODS = Map.of();

  private static final Pattern MODULE =
      Pattern.compile("<artifactId>agentgateway-(\\w+)</artifactId>\\s*</dependency>");
  private static final Pattern METHOD = Pattern.compile("^ {2,8}[a-zA-Z@<].*\\{$|^ {2,8}\\).*\\{$");
  private static final Pattern TYPE = Pattern.compile("\\b(class|record|interface|enum)\\b.*\\{$");
  private static final Pattern TYPE_HEAD = Pattern.compile("\\b(class|record|interface|enum)\\b");
  private static final Pattern LEFT_OPEN =
      Pattern.compile(
          "\\b(TODO(?!\\(#\\d)|FIXME|XXX)\\b|@Disabled|UnsupportedOperationException\\(");

  /// The map's arrows are the poms' dependencies, both ways.
  List<String> mapFaults() {
    Map<String, Set<String>> map = arrowsInMap();
    List<String> faults = new ArrayList<>();
    map.forEach((module, arrows) -> {
      Set<String> found = arrowsInPom(module);
      if (!found.equals(arrows)) {
        faults.add("%s: the map says %s, its pom says %s".formatted(module, arrows, found));
      }
    });
    return faults;
  }

  List<String> longFiles() {
    List<String> faults = new ArrayList<>();
    for (Path file : sources("/src/")) {
      int count = lines(file).size();
      if (count > FILE_LINES_MAX && !LONG_FILES.containsKey(file.getFileName().toString())) {
        faults.add(
            "%s: %d lines (expected: at most %d)".formatted(shown(file), count, FILE_LINES_MAX));
      }
    }
    return faults;
  }

  /// Reads the layout of google-java-format: a method's last line is a brace below its first.
  List<String> longMethods() {
    List<String> faults = new ArrayList<>();
    for (Path file : sources("/src/main/")) {
      List<String> lines = lines(file);
      for (int first = 0; first < lines.size(); first++) {
        int count = methodLines(lines, first);
        String name = file.getFileName() + ": " + lines.get(first).strip();
        if (count > METHOD_LINES_MAX && !LONG_METHODS.containsKey(name)) {
          faults.add(
              "%s:%d: a method of %d lines (expected: at most %d)"
                  .formatted(shown(file), first + 1, count, METHOD_LINES_MAX));
        }
      }
    }
    return faults;
  }

  /// Each package says in one sentence what it is for, and that nothing in it is null.
  List<String> packageFaults() {
    List<String> faults = new ArrayList<>();
    Set<Path> folders = new TreeSet<>();
    sources("/src/main/").forEach(file -> folders.add(file.getParent()));
    for (Path folder : folders) {
      Path file = folder.resolve("package-info.java");
      List<String> lines = Files.exists(file) ? lines(file) : List.of("");
      if (!sentence(lines).endsWith(".")) {
        faults.add(shown(folder) + ": its package-info.java does not begin with a `///` sentence");
      } else if (!lines.contains("@NullMarked")) {
        faults.add(shown(folder) + ": its package-info.java is not @NullMarked");
      }
    }
    return faults;
  }

  /// The first paragraph of a file's doc; empty when it does not begin with one.
  private static String sentence(List<String> lines) {
    return lines.stream()
        .takeWhile(line -> line.startsWith("/// "))
        .map(line -> line.substring("/// ".length()))
        .collect(Collectors.joining(" "));
  }

  /// Work that was left for later says for which issue; nothing is switched off.
  List<String> leftOpen() {
    List<String> faults = new ArrayList<>();
    for (Path file : sources("/src/")) {
      if (file.getFileName().toString().startsWith("Tidy")) {
        continue;
      }
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (LEFT_OPEN.matcher(lines.get(i)).find()) {
          faults.add("%s:%d: %s".formatted(shown(file), i + 1, lines.get(i).strip()));
        }
      }
    }
    return faults;
  }

  private static int methodLines(List<String> lines, int first) {
    String line = lines.get(first);
    if (!METHOD.matcher(line).matches() || TYPE.matcher(line).find()) {
      return 0;
    }
    int indent = indent(line);
    if (isContinued(line)) {
      int head = first;
      while (head > 0 && indent(lines.get(head)) >= indent) {
        head--;
      }
      if (TYPE_HEAD.matcher(lines.get(head)).find()) {
        return 0;
      }
      indent = indent(lines.get(head));
    }
    String end = " ".repeat(indent) + "}";
    for (int last = first + 1; last < lines.size(); last++) {
      if (lines.get(last).startsWith(end)) {
        return last - first + 1;
      }
    }
    return 0;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /// Whether a line goes on with a head that began above: its parameters, or what it throws.
  private static boolean isContinued(String line) {
    long opened = line.chars().filter(c -> c == '(').count();
    long closed = line.chars().filter(c -> c == ')').count();
    return closed > opened || line.stripLeading().startsWith("throws ");
  }

  private Map<String, Set<String>> arrowsInMap() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    String map = String.join("\n", lines(root.resolve("ARCHITECTURE.md")));
    String block = map.split("```arrows\n", -1)[1].split("```", -1)[0];
    block
        .lines()
        .forEach(line -> {
          String[] sides = line.split("->", -1);
          arrows.put(sides[0].strip(), words(sides[1]));
        });
    return arrows;
  }

  /// The dependencies of a module on others that are there at run time, not for its tests alone.
  private Set<String> arrowsInPom(String module) {
    String pom = String.join("\n", lines(root.resolve(module).resolve("pom.xml")));
    Set<String> found = new TreeSet<>();
    MODULE.matcher(pom).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? new TreeSet<>() : new TreeSet<>(List.of(text.strip().split(" ", -1)));
  }

  private List<Path> sources(String under) {
    try (Stream<Path> folders = Files.walk(root, 2)) {
      // A module stands in the root, or in a folder of modules, as those of clients do.
      return folders
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(Tidy::files)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains(under))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shown(Path file) {
    return root.relativize(file).toString();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
