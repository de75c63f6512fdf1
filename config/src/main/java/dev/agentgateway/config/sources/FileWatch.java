package dev.agentgateway.config.sources;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells when a source's contents changed.
///
/// ```
/// wait for an event, or a while ─▶ ours? ─▶ read until it stays the same ─▶ as before? ─▶ tell
/// ```
///
/// Folders hold other files too, such as the log of this program, which changes with each request:
/// they are not waited for.
///
/// Contents count, not events: a link that points elsewhere now, as in mounted ConfigMaps, and a
/// file system without events are noticed all the same.
public final class FileWatch implements AutoCloseable {

  /// How long without events until contents are looked at anyway.
  public static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /// How long files must stay the same to be taken as written to the end.
  public static final Duration QUIET = Duration.ofMillis(100);

  /// Files that change all the time are taken as they are after so many looks.
  private static final int LOOKS_MAX = 20;

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final FileSource source;
  private final Consumer<Documents> changed;
  private final WatchService events;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private final Thread thread;

  private FileWatch(FileSource source, Consumer<Documents> changed, WatchService events) {
    this.source = source;
    this.changed = changed;
    this.events = events;
    this.thread = Thread.ofVirtual().name("file-watch").unstarted(this::run);
  }

  /// Watches what `source` has read. The consumer is called by one thread, one call after another.
  public static FileWatch start(FileSource source, Consumer<Documents> changed) throws IOException {
    FileWatch watch = new FileWatch(source, changed, FileSystems.getDefault().newWatchService());
    if (source.canChange()) {
      watch.follow();
      watch.thread.start();
    }
    return watch;
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    events.close();
  }

  private void run() {
    try {
      long looked = System.nanoTime();
      while (true) {
        WatchKey key = events.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
          Thread.sleep(QUIET.dividedBy(2)); // More of them come together.
        }
        boolean isOurs = System.nanoTime() - looked > LOOK_EVERY.toNanos();
        for (; key != null; key = events.poll()) {
          isOurs |= isOurs(key);
          key.reset();
        }
        if (isOurs) {
          follow();
          look();
          looked = System.nanoTime();
        }
      }
    } catch (InterruptedException | java.nio.file.ClosedWatchServiceException closed) {
      // Closing is the only end.
    }
  }

  private boolean isOurs(WatchKey key) {
    boolean isOurs = !key.isValid();
    for (WatchEvent<?> event : key.pollEvents()) {
      isOurs |=
          !(key.watchable() instanceof Path folder && event.context() instanceof Path name)
              || source.concerns(folder.resolve(name));
    }
    return isOurs;
  }

  private void look() throws InterruptedException {
    Optional<Contents> contents = source.changed();
    for (int i = 0; contents.isPresent() && i < LOOKS_MAX; i++) {
      Thread.sleep(QUIET);
      Optional<Contents> again = source.changed();
      if (again.isPresent() && again.get().digest().equals(contents.get().digest())) {
        break;
      }
      contents = again;
    }
    if (contents.isPresent()) {
      tell(source.accept(contents.get()));
    }
  }

  private void tell(Documents documents) {
    try {
      changed.accept(documents);
    } catch (RuntimeException ours) {
      LOG.error("a change of configuration could not be taken", ours);
    }
  }

  /// Folders come and go. One that cannot be watched is looked at from time to time all the same.
  private void follow() {
    watched.values().removeIf(key -> !key.isValid());
    for (Path folder : source.folders()) {
      if (watched.containsKey(folder)) {
        continue;
      }
      try {
        watched.put(
            folder,
            folder.register(
                events,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE));
      } catch (IOException unwatchable) {
        LOG.debug("{} cannot be watched", folder);
      }
    }
  }
}
