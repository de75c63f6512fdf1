package dev.agentgateway.apiserver.watches;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.store.Change;
import dev.agentgateway.apiserver.store.Stored;
import dev.agentgateway.apiserver.watches.Watch.Bookmarks;
import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Loop;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A watch as a body: one event a line.
///
/// It holds no events of its own. It reads the store's history from where it stands, as fast as its
/// reader reads; a reader whose place in the history was forgotten is told to list again.
///
/// ```
/// change ─▶ wake (any thread) ─▶ pump (loop): initial* ─▶ event* ─▶ … ─▶ end
///                                     └─ paused: waits for resume
/// ```
public final class WatchBody implements Body {

  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(30);

  /// Events in one turn of the loop, so that other connections are served in between.
  private static final int EVENTS_PER_TURN = 64;

  private final Watch watch;
  private final Loop loop;
  private final Consumer<WatchBody> onEnd;
  private final AtomicBoolean isAwake = new AtomicBoolean();
  private final Iterator<Stored> initial;
  private long position;
  private @Nullable Sink sink;
  private @Nullable Runnable deaf;
  private Loop.@Nullable Timer timeout;
  private Loop.@Nullable Timer bookmark;
  private boolean isPaused;
  private boolean isEnded;
  private boolean owesFirstBookmark;

  /// @param onEnd called once, when nothing follows any more
  public WatchBody(Watch watch, Loop loop, Consumer<WatchBody> onEnd) {
    this.watch = watch;
    this.loop = loop;
    this.onEnd = onEnd;
    this.initial = watch.initial().iterator();
    this.position = watch.after();
    this.owesFirstBookmark = watch.bookmarks() == Bookmarks.AFTER_INITIAL;
  }

  @Override
  public long length() {
    return LENGTH_UNKNOWN;
  }

  @Override
  public void readTo(Sink reader) {
    sink = reader;
    deaf = watch.store().listen(watch.resource(), this::wake);
    timeout = loop.after(watch.timeout(), this::end);
    if (watch.bookmarks() != Bookmarks.NONE) {
      bookmark = loop.after(BOOKMARK_EVERY, this::regularBookmark);
    }
    pump();
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
    wake();
  }

  @Override
  public void cancel() {
    close();
  }

  /// Ends the watch, from any thread.
  public void endSoon() {
    loop.execute(this::end);
  }

  /// Ends the watch as a cluster does when its time is over.
  private void end() {
    Sink reader = sink;
    if (!isEnded && reader != null) {
      close();
      reader.end();
    }
  }

  private void wake() {
    if (isAwake.compareAndSet(false, true)) {
      loop.execute(this::pump);
    }
  }

  private void pump() {
    isAwake.set(false);
    int left = EVENTS_PER_TURN;
    while (!isPaused && !isEnded && initial.hasNext() && left-- > 0) {
      send("ADDED", watch.form().apply(initial.next()));
    }
    if (initial.hasNext()) {
      again();
      return;
    }
    if (owesFirstBookmark && !isPaused && !isEnded) {
      owesFirstBookmark = false;
      sendBookmark(position, true);
    }
    while (!isPaused && !isEnded) {
      if (left <= 0) {
        again();
        return;
      }
      List<Change> changes = watch.store().changes(watch.resource(), position, left);
      if (changes == null) {
        fail();
        return;
      }
      if (changes.isEmpty()) {
        return;
      }
      for (Change change : changes) {
        if (isPaused || isEnded) {
          return;
        }
        left--;
        position = change.revision();
        show(change);
      }
    }
  }

  private void again() {
    if (!isPaused && !isEnded) {
      wake();
    }
  }

  /// A change that brings an object into what is selected, or takes it out, is an addition or a
  /// deletion to the reader.
  private void show(Change change) {
    Stored before = change.before();
    Stored after = change.after();
    boolean was = before != null && watch.selects().test(before);
    boolean is = after != null && watch.selects().test(after);
    if (is) {
      send(was ? "MODIFIED" : "ADDED", watch.form().apply(change.last()));
    } else if (was) {
      send("DELETED", watch.form().apply(change.last()));
    }
  }

  private void regularBookmark() {
    if (isEnded) {
      return;
    }
    long revision = watch.store().revision();
    List<Change> missed = watch.store().changes(watch.resource(), position, 1);
    if (!isPaused && !initial.hasNext() && missed != null && missed.isEmpty()) {
      position = Math.max(position, revision);
      sendBookmark(position, false);
    }
    bookmark = loop.after(BOOKMARK_EVERY, this::regularBookmark);
  }

  private void sendBookmark(long revision, boolean isEndOfInitial) {
    ObjectNode object = watch.bookmark().deepCopy();
    ObjectNode metadata = object.withObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (isEndOfInitial) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    send("BOOKMARK", Json.bytes(object));
  }

  private void fail() {
    send("ERROR", Json.bytes(tooOld(position).tree()));
    end();
  }

  /// What a reader is told whose place is forgotten.
  public static Status tooOld(long revision) {
    return Status.expired("too old resource version: " + revision);
  }

  private void send(String type, byte[] object) {
    byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(UTF_8);
    byte[] line = new byte[head.length + object.length + 2];
    System.arraycopy(head, 0, line, 0, head.length);
    System.arraycopy(object, 0, line, head.length, object.length);
    line[line.length - 2] = '}';
    line[line.length - 1] = '\n';
    Sink reader = sink;
    if (reader != null) {
      reader.chunk(Chunk.of(line));
    }
  }

  private void close() {
    if (isEnded) {
      return;
    }
    isEnded = true;
    if (deaf != null) {
      deaf.run();
    }
    if (timeout != null) {
      timeout.cancel();
    }
    if (bookmark != null) {
      bookmark.cancel();
    }
    onEnd.accept(this);
  }
}
