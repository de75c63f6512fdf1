package dev.agentgateway.config.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

  @TempDir Path folder;

  @Test
  void placesAreReadInOrder() throws IOException {
    write("b.yaml", "b");
    write("a.yml", "a");
    write("c.json", "c");
    write("d.txt", "ignored");
    write(".hidden.yaml", "ignored");
    Files.createDirectories(folder.resolve("sub.yaml"));
    write("sub.yaml/e.yaml", "ignored");
    Path other = write("sub.yaml/other", "other");
    Documents read = source(other.toString(), folder.toString(), "-").read();
    assertThat(names(read)).containsExactly("other", "a", "b", "c", "piped");
    assertThat(read.faults()).isEmpty();
    assertThat(read.documents().get(1).at()).hasToString(folder.resolve("a.yml") + ":1:1");
    assertThat(read.documents().getLast().at()).hasToString("-:1:1");
  }

  @Test
  void standardInputIsReadOnceAndRemembered() {
    FileSource source = source("-");
    assertThat(names(source.read())).containsExactly("piped");
    assertThat(names(source.read())).containsExactly("piped");
    assertThat(source.canChange()).isFalse();
  }

  @Test
  void aPipeIsReadOnceAndRemembered() throws Exception {
    Path pipe = pipe("pipe");
    Thread writer =
        Thread.ofVirtual()
            .start(() -> assertThatNoException().isThrownBy(() -> write("pipe", "a")));
    FileSource source = source(pipe.toString());
    assertThat(names(source.read())).containsExactly("a");
    writer.join();
    assertThat(names(source.read())).containsExactly("a");
    assertThat(source.changed()).isEmpty();
    assertThat(source.canChange()).isFalse();
    assertThat(source.folders()).isEmpty();
  }

  @Test
  void aPipeInAFolderIsNotWaitedFor() throws Exception {
    write("a.yaml", "a");
    pipe("b.yaml");
    assertThat(names(source(folder.toString()).read())).containsExactly("a");
  }

  @Test
  void aFileNamedTwiceIsReadOnce() throws IOException {
    Path file = write("a.yaml", "a");
    assertThat(names(source(folder.toString(), file.toString()).read())).containsExactly("a");
  }

  @Test
  void whatIsNotThereIsTold() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Documents read = source(folder.resolve("none.yaml").toString(), empty.toString()).read();
    assertThat(YamlReaderTest.told(read.faults()))
        .isEqualTo(
            """
            1:1 ERROR : no such file or folder; check the path, or run from another folder
            1:1 WARNING : the folder has no *.yaml, *.yml or *.json; name its subfolders too\
            """);
    assertThat(read.faults().getFirst().at().source()).endsWith("none.yaml");
  }

  @Test
  void changesOfFilesAreTold() throws Exception {
    Path file = write("a.yaml", "a");
    BlockingQueue<Documents> told = new LinkedBlockingQueue<>();
    FileSource source = source(folder.toString());
    source.read();
    try (FileWatch _ = FileWatch.start(source, told::add)) {
      write("b.yaml", "b");
      assertThat(names(next(told))).containsExactly("a", "b");
      Files.delete(file);
      assertThat(names(next(told))).containsExactly("b");
      Files.move(write("c.tmp", "c"), file, StandardCopyOption.ATOMIC_MOVE);
      assertThat(names(next(told))).containsExactly("c", "b");
    }
  }

  @Test
  void aLinkThatPointsElsewhereIsAChange() throws Exception {
    Path mount = Files.createDirectories(folder.resolve("mount"));
    for (String version : List.of("one", "two")) {
      Files.createDirectories(mount.resolve("..v" + version));
      write("mount/..v" + version + "/a.yaml", version);
    }
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..vone"));
    Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    BlockingQueue<Documents> told = new LinkedBlockingQueue<>();
    FileSource source = source(mount.toString());
    assertThat(names(source.read())).containsExactly("one");
    try (FileWatch _ = FileWatch.start(source, told::add)) {
      Path swapped = Files.createSymbolicLink(mount.resolve("..tmp"), Path.of("..vtwo"));
      Files.move(swapped, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      assertThat(names(next(told))).containsExactly("two");
    }
  }

  @Test
  void aLogBesideTheFilesThatNeverRestsHidesNoChange() throws Exception {
    write("a.yaml", "a");
    BlockingQueue<Documents> told = new LinkedBlockingQueue<>();
    FileSource source = source(folder.toString());
    source.read();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread log =
        Thread.ofPlatform()
            .start(() -> {
              while (!isOver.get()) {
                assertThatNoException().isThrownBy(() -> write("gateway.log", "line"));
                LockSupport.parkNanos(1_000_000);
              }
            });
    try (FileWatch _ = FileWatch.start(source, told::add)) {
      write("b.yaml", "b");
      assertThat(names(next(told))).containsExactly("a", "b");
    } finally {
      isOver.set(true);
      log.join();
    }
  }

  @Test
  void aConsumerThatFailsIsAskedAgain() throws Exception {
    write("a.yaml", "a");
    BlockingQueue<Documents> told = new LinkedBlockingQueue<>();
    FileSource source = source(folder.toString());
    source.read();
    try (FileWatch _ =
        FileWatch.start(
            source,
            documents -> {
              told.add(documents);
              if (documents.documents().size() == 2) {
                throw new IllegalStateException("planted");
              }
            })) {
      write("b.yaml", "b");
      assertThat(names(next(told))).containsExactly("a", "b");
      write("c.yaml", "c");
      assertThat(names(next(told))).containsExactly("a", "b", "c");
    }
  }

  private static Documents next(BlockingQueue<Documents> told) throws InterruptedException {
    Documents documents = told.poll(20, TimeUnit.SECONDS);
    assertThat(documents).isNotNull();
    return documents == null ? Documents.NONE : documents;
  }

  private FileSource source(String... places) {
    InputStream in = new ByteArrayInputStream(text("piped").getBytes(UTF_8));
    return new FileSource(List.of(places), in, new EnvironmentReferences(Map.of()));
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private Path write(String file, String name) throws IOException {
    return Files.writeString(folder.resolve(file), text(name));
  }

  private static String text(String name) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"%s\"}}"
        .formatted(name);
  }

  private static List<String> names(Documents read) {
    return read.documents().stream().map(Document::name).toList();
  }
}
