package dev.agentgateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A page of the documentation, and the blocks in it.
///
/// A block between `<!-- version 2.1.x -->` and `<!-- end -->` belongs to that version; others
/// belong to every version. A word after the version names a variant: `<!-- version 2.1.x
/// passthrough -->`.
record DocPage(Path file, List<Block> blocks) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// @param language of the fence: `yaml`, `sh`, `json`
  /// @param version empty for every version
  /// @param variant empty for none
  record Block(String language, String version, String variant, int line, String text) {

    boolean isFor(String wantedVersion, String wantedVariant) {
      return (version.isEmpty() || version.equals(wantedVersion))
          && (wantedVariant.isEmpty() || variant.isEmpty() || variant.equals(wantedVariant));
    }
  }

  static DocPage read(String path) {
    return read(ROOT.resolve(path));
  }

  /// README and every page in docs.
  static List<DocPage> all() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(DocPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The YAML of one version as one file of several documents; of one variant, where one is named.
  String yaml(String version, String variant) {
    List<String> documents =
        blocks.stream()
            .filter(block -> block.language().equals("yaml") && block.isFor(version, variant))
            .map(Block::text)
            .toList();
    return String.join("---\n", documents);
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }

  private static DocPage read(Path file) {
    List<Block> blocks = new ArrayList<>();
    String version = "";
    String variant = "";
    StringBuilder text = null;
    String language = "";
    int indent = 0;
    int start = 0;
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String bare = line.strip();
      if (text != null) {
        if (bare.equals("```")) {
          blocks.add(new Block(language, version, variant, start, text.toString()));
          text = null;
        } else {
          text.append(line.length() >= indent ? line.substring(indent) : bare).append('\n');
        }
      } else if (bare.startsWith("```")) {
        language = bare.substring(3);
        indent = line.indexOf('`');
        start = number;
        text = new StringBuilder();
      } else if (bare.startsWith("<!-- version ")) {
        String[] words = bare.substring(13, bare.length() - 4).split(" ", -1);
        version = words[0];
        variant = words.length > 1 ? words[1] : "";
      } else if (bare.equals("<!-- end -->")) {
        version = "";
        variant = "";
      }
    }
    return new DocPage(file, List.copyOf(blocks));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
