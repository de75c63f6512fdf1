package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of errors has the codes that the program knows, and no others.
final class ErrorsPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\d{3}) \\| .+ \\|$");

  /// A code that is written where it arises: `BadRequest(403, "csrf", …`.
  private static final Pattern WRITTEN =
      Pattern.compile("(?:BadRequest|refused?|Refused)\\(\\s*(\\d{3}),\\s*\"([a-z_]+)\"");

  @Test
  void everyCodeIsOnThePageAndEveryRowIsACode() throws IOException {
    Map<String, Integer> page = new TreeMap<>();
    ROW.matcher(Files.readString(DocPage.ROOT.resolve("docs/errors.md")))
        .results()
        .forEach(row -> page.put(row.group(1), Integer.valueOf(row.group(2))));
    Map<String, Integer> code = new TreeMap<>();
    for (Failure failure : failures()) {
      code.put(failure.code(), failure.status());
    }
    sources()
        .forEach(text ->
            WRITTEN
                .matcher(text)
                .results()
                .forEach(found -> code.put(found.group(2), Integer.valueOf(found.group(1)))));
    assertThat(page).isEqualTo(code);
  }

  /// One of each kind there is.
  private static List<Failure> failures() {
    Duration second = Duration.ofSeconds(1);
    Stream<Failure> waits =
        Stream.of(Failure.Wait.values()).map(wait -> new Failure.TimedOut(wait, second));
    Stream<Failure> others =
        Stream.of(
            new Failure.BadRequest(""),
            new Failure.NoListener(),
            new Failure.NoRoute(),
            new Failure.NoBackend(""),
            new Failure.Denied(),
            new Failure.BodyTooLarge(1),
            new Failure.Overloaded(second),
            new Failure.DnsFailed(""),
            new Failure.ConnectFailed("", ""),
            new Failure.TlsFailed("", ""),
            new Failure.NoEndpoint(second),
            new Failure.UpstreamCut(""),
            new Failure.UpstreamMalformed(""),
            new Failure.UpstreamError(500, "", ""),
            new Failure.ClientGone(),
            new Failure.Internal(""));
    List<Failure> all = Stream.concat(waits, others).toList();
    Set<Class<?>> kinds = all.stream().map(Failure::getClass).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(Set.of(Failure.class.getPermittedSubclasses()));
    return all;
  }

  private static Stream<String> sources() {
    try (Stream<Path> files = Files.walk(DocPage.ROOT)) {
      return files
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .map(ErrorsPageTest::text)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
