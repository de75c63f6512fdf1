package dev.agentgateway.apiserver.watches;

import dev.agentgateway.apiserver.store.Store;
import dev.agentgateway.apiserver.store.Stored;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// What a watch shows, and from where on.
///
/// @param resource whose changes are shown
/// @param initial objects that are shown first, as added
/// @param after changes past this revision follow
/// @param selects which objects are shown
/// @param form turns an object into the form that was asked for
/// @param bookmark the object of a bookmark, to which the revision is added
public record Watch(
    Store store,
    String resource,
    List<Stored> initial,
    long after,
    Predicate<Stored> selects,
    Function<Stored, byte[]> form,
    ObjectNode bookmark,
    Bookmarks bookmarks,
    Duration timeout) {

  /// Which bookmarks are sent.
  public enum Bookmarks {
    NONE,
    REGULAR,
    /// The first one says that all initial objects were sent.
    AFTER_INITIAL
  }

  public Watch {
    initial = List.copyOf(initial);
  }
}
