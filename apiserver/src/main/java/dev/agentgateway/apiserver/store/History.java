package dev.agentgateway.apiserver.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The latest changes of one resource, for watches to read at their own pace.
///
/// What does not fit is forgotten, the oldest first; whoever still needed it has to list again.
final class History {

  private final int changesMax;
  private final long bytesMax;
  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private long bytes;
  private long forgotten;

  /// @param since changes up to this revision are not known
  History(int changesMax, long bytesMax, long since) {
    this.changesMax = changesMax;
    this.bytesMax = bytesMax;
    this.forgotten = since;
  }

  synchronized void add(Change change) {
    changes.addLast(change);
    bytes += change.last().json().length;
    while (changes.size() > changesMax || (bytes > bytesMax && changes.size() > 1)) {
      Change oldest = changes.removeFirst();
      bytes -= oldest.last().json().length;
      forgotten = oldest.revision();
    }
  }

  /// Up to `max` changes past a revision, or null when some of them are forgotten.
  synchronized @Nullable List<Change> after(long revision, int max) {
    if (revision < forgotten) {
      return null;
    }
    Change newest = changes.peekLast();
    if (newest == null || newest.revision() <= revision) {
      return List.of();
    }
    int fresh = 0;
    Iterator<Change> backwards = changes.descendingIterator();
    while (backwards.hasNext() && backwards.next().revision() > revision) {
      fresh++;
    }
    List<Change> found = new ArrayList<>(Math.min(fresh, max));
    int skip = changes.size() - fresh;
    for (Change change : changes) {
      if (skip-- > 0) {
        continue;
      }
      if (found.size() == max) {
        break;
      }
      found.add(change);
    }
    return found;
  }
}
