package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.relevance.Delta;
import dev.agentgateway.kubernetes.distribution.relevance.Graph;
import dev.agentgateway.kubernetes.distribution.relevance.Membership;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What concerns one Gateway, in the order in which it changed last. Each name stands here once,
/// however often it changed: who reads slowly gets the newest, and nothing piles up.
///
/// The board's lock is held by whoever calls.
final class View {

  /// Names of objects that are gone, kept for readers who have not heard of it.
  static final int GONE_MAX = 10_000;

  private final Board board;
  private final ResourceKey gateway;
  private final Membership membership;
  private final Set<Runnable> readers = new HashSet<>();
  private final NavigableMap<Long, ResourceKey> log = new TreeMap<>();
  private final Map<ResourceKey, Long> revisions = new HashMap<>();
  private final NavigableMap<Long, ResourceKey> gone = new TreeMap<>();
  private long revision;
  private long forgotten;
  private boolean isNews;

  View(Board board, Graph graph, ResourceKey gateway) {
    this.board = board;
    this.gateway = gateway;
    this.membership = new Membership(graph, gateway);
    membership.members().forEach(this::touch);
  }

  ResourceKey gateway() {
    return gateway;
  }

  /// @param before the object's text, null when it was never asked for
  void take(ResourceKey key, Delta delta, @Nullable ObjectText before) {
    membership.follow(delta).forEach(this::touch);
    if (membership.has(key)) {
      ObjectText now = board.text(key);
      if (now == null || before == null || !now.hash().equals(before.hash())) {
        touch(key);
      }
    }
  }

  /// Wakes readers when there is something for them.
  void tell() {
    if (isNews) {
      isNews = false;
      readers.forEach(Runnable::run);
    }
  }

  void listen(Runnable wake) {
    readers.add(wake);
  }

  /// @return whether nobody reads any more
  boolean deafen(Runnable wake) {
    readers.remove(wake);
    return readers.isEmpty();
  }

  Set<ResourceKey> members() {
    return membership.members();
  }

  long revision() {
    return revision;
  }

  /// Whether a reader who stands here can be told all that changed since.
  boolean remembers(long position) {
    return position >= forgotten;
  }

  Map.@Nullable Entry<Long, ResourceKey> after(long position) {
    return log.higherEntry(position);
  }

  /// What is to be told of a name; null when it is gone, or is none of this Gateway's.
  @Nullable ObjectText text(ResourceKey key) {
    return membership.has(key) ? board.text(key) : null;
  }

  private void touch(ResourceKey key) {
    isNews = true;
    Long before = revisions.put(key, ++revision);
    if (before != null) {
      log.remove(before);
      gone.remove(before);
    }
    log.put(revision, key);
    if (text(key) == null) {
      gone.put(revision, key);
      if (gone.size() > GONE_MAX) {
        forget();
      }
    }
  }

  private void forget() {
    Map.Entry<Long, ResourceKey> oldest = gone.pollFirstEntry();
    if (oldest != null) {
      log.remove(oldest.getKey());
      revisions.remove(oldest.getValue());
      forgotten = oldest.getKey();
    }
  }
}
