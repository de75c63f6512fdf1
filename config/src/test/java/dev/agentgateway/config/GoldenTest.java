package dev.agentgateway.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.addresses.Cidr;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.sources.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder of `golden` holds `in.yaml` and what becomes of it. A folder with `before.yaml` is
/// compiled twice, `in.yaml` after it.
///
/// `UPDATE_GOLDEN=1` rewrites the files; their diff is the review.
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final boolean IS_UPDATED = "1".equals(System.getenv("UPDATE_GOLDEN"));

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compilesAsBefore(String name) throws IOException {
    Path folder = GOLDEN.resolve(name);
    Compiled before = null;
    if (Files.exists(folder.resolve("before.yaml"))) {
      before = compile(folder, "before.yaml", null);
    }
    Compiled compiled = compile(folder, "in.yaml", before);
    check(folder.resolve("snapshot.yaml"), SnapshotDump.yaml(compiled.snapshot()));
    check(folder.resolve("problems.txt"), lines(compiled.problems()));
    check(folder.resolve("statuses.txt"), statuses(compiled.statuses()));
  }

  private static Compiled compile(
      Path folder, String file, @org.jspecify.annotations.Nullable Compiled before)
      throws IOException {
    return Configuration.compile(
        YamlReader.read("in.yaml", Files.readAllBytes(folder.resolve(file))),
        Options.DEFAULT.withAddressing(addressing(folder)),
        before);
  }

  /// The pool of addresses, and on the lines after it others that can be listened at.
  private static @org.jspecify.annotations.Nullable Addressing addressing(Path folder)
      throws IOException {
    Path file = folder.resolve("addresses.txt");
    if (!Files.exists(file)) {
      return null;
    }
    List<String> lines = Files.readAllLines(file);
    return new Addressing(Cidr.parse(lines.getFirst()), lines::contains, Map.of());
  }

  private static String lines(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem + " (" + problem.reason() + ")\n")
        .collect(Collectors.joining());
  }

  private static String statuses(List<ResourceStatus> statuses) {
    StringBuilder text = new StringBuilder();
    for (ResourceStatus status : statuses) {
      text.append(status.resource()).append(": ").append(status.running());
      status
          .attachedRoutes()
          .forEach(
              (listener, count) -> text.append(", ").append(listener).append(' ').append(count));
      if (!status.addresses().isEmpty()) {
        text.append(", at ").append(String.join(" and ", status.addresses()));
      }
      text.append('\n');
      status
          .conditions()
          .forEach(each ->
              text.append(
                  "  %s%s=%s %s: %s%n"
                      .formatted(
                          each.subject().toString().isEmpty() ? "" : each.subject() + " ",
                          each.type(),
                          each.status(),
                          each.reason(),
                          each.message())));
    }
    return text.toString();
  }

  private static void check(Path file, String actual) throws IOException {
    if (IS_UPDATED) {
      Files.writeString(file, actual, UTF_8);
      return;
    }
    assertEquals(Files.exists(file) ? Files.readString(file, UTF_8) : "", actual, file.toString());
  }
}
