package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.store.Key;
import dev.agentgateway.apiserver.store.Store;
import dev.agentgateway.apiserver.store.StoreFailure;
import dev.agentgateway.apiserver.store.Stored;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What the store keeps, through ends of all kinds.
final class StoreTest {

  @TempDir private Path folder;

  private static ObjectNode object(String name) {
    ObjectNode tree = Json.object();
    tree.put("kind", "ConfigMap");
    tree.putObject("metadata").put("name", name).put("uid", name);
    return tree;
  }

  private static Key key(String name) {
    return new Key("configmaps", "default", name);
  }

  @Test
  void whatIsWrittenIsThereAfterwards() {
    long revision;
    try (Store store = Store.open(folder)) {
      store.put(key("a"), null, object("a"));
      Stored b = store.put(key("b"), null, object("b"));
      assertThat(b).isNotNull();
      store.remove(b);
      revision = store.revision();
    }
    try (Store store = Store.open(folder)) {
      assertThat(store.find(key("a"))).isNotNull();
      assertThat(store.find(key("b"))).isNull();
      assertThat(store.revision()).isEqualTo(revision);
      assertThat(store.put(key("c"), null, object("c")).revision()).isGreaterThan(revision);
    }
  }

  @Test
  void whoeverSawAnOlderVersionDoesNotWrite() {
    try (Store store = Store.ephemeral()) {
      Stored first = store.put(key("a"), null, object("a"));
      assertThat(store.put(key("a"), first, object("a"))).isNotNull();
      assertThat(store.put(key("a"), first, object("a"))).isNull();
      assertThat(store.put(key("a"), null, object("a"))).isNull();
      assertThat(store.remove(first)).isNull();
    }
  }

  @Test
  void theHistoryForgetsTheOldestFirst() {
    try (Store store = Store.ephemeral()) {
      long start = store.revision();
      Stored last = store.put(key("a"), null, object("a"));
      assertThat(store.changes("configmaps", start, 10)).hasSize(1);
      for (int i = 0; i < 5_000; i++) {
        last = store.put(key("a"), last, object("a"));
      }
      assertThat(store.changes("configmaps", start, 10)).isNull();
      assertThat(store.changes("configmaps", store.revision() - 5, 3)).hasSize(3);
      assertThat(store.changes("configmaps", store.revision(), 3)).isEmpty();
    }
  }

  @Test
  void aSecondOpeningIsToldThatThereIsAFirst() {
    try (Store store = Store.open(folder)) {
      assertThat(store.count()).isZero();
      assertThatThrownBy(() -> Store.open(folder))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("is used by another process");
    }
  }

  @Test
  void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
    for (int round = 0; round < 2; round++) {
      int acknowledged = killedWriter();
      try (Store store = Store.open(folder)) {
        assertThat(acknowledged).isPositive();
        for (int i = 0; i < acknowledged; i++) {
          assertThat(store.find(key("n" + i))).isNotNull();
        }
        store.list("configmaps", null).items().forEach(store::remove);
      }
    }
  }

  /// Starts a process that writes as fast as it can, and kills it in the middle of that.
  private int killedWriter() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    Writer.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int acknowledged = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      while (lines.readLine() != null) {
        if (++acknowledged == 300) {
          process.destroyForcibly();
        }
      }
    } catch (IOException cut) {
      // The pipe ends with the process.
    }
    process.waitFor();
    return acknowledged;
  }

  /// Writes objects and says so after each.
  static final class Writer {

    private Writer() {}

    static void main(String[] arguments) {
      try (Store store = Store.open(Path.of(arguments[0]))) {
        for (int i = 0; i < 100_000; i++) {
          store.put(key("n" + i), null, object("n" + i));
          System.out.println(i);
        }
      }
    }
  }
}
