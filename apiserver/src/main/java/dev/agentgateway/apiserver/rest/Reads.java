package dev.agentgateway.apiserver.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.store.Key;
import dev.agentgateway.apiserver.store.Store;
import dev.agentgateway.apiserver.store.Stored;
import dev.agentgateway.apiserver.watches.Watch;
import dev.agentgateway.apiserver.watches.Watch.Bookmarks;
import dev.agentgateway.apiserver.watches.WatchBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Gets, lists and watches.
final class Reads {

  private static final int TIMEOUT_SECONDS_DEFAULT = 1_800;
  private static final int TIMEOUT_SECONDS_MAX = 6 * 3_600;

  private final Context context;

  Reads(Context context) {
    this.context = context;
  }

  Answer get(Call call, Place place) {
    Stored stored = context.store().find(place.key());
    if (stored == null) {
      throw Status.notFound(place.kind().subject(place.key().name())).refusal();
    }
    return Answer.json(Shapes.of(call, place, context.clock()).one(stored));
  }

  Answer list(Call call, Place place) {
    Selection selection = Selection.of(place, call.parameters());
    Store.Listing listing = context.store().list(place.kind().resource(), place.namespace());
    requireRevision(call.parameters(), listing.revision());
    Page page = Page.of(call.parameters(), listing.revision());
    List<Stored> found = new ArrayList<>();
    boolean isMore = false;
    for (Stored each : listing.items()) {
      if (!page.isPast(each.key()) || !selection.holds(each)) {
        continue;
      }
      if (page.limit() > 0 && found.size() == page.limit()) {
        isMore = true;
        break;
      }
      found.add(each);
    }
    ObjectNode metadata = Json.object();
    metadata.put("resourceVersion", Long.toString(page.revision()));
    if (isMore) {
      metadata.put("continue", page.next(found.getLast().key()));
      if (selection.isAll()) {
        long past = listing.items().stream().filter(each -> page.isPast(each.key())).count();
        metadata.put("remainingItemCount", past - found.size());
      }
    }
    return Answer.json(Shapes.of(call, place, context.clock()).many(found, metadata));
  }

  private static void requireRevision(Parameters parameters, long revision) {
    String match = parameters.text("resourceVersionMatch");
    String asked = parameters.text("resourceVersion");
    if (!match.isEmpty() && asked.isEmpty()) {
      throw invalidOptions(
          "resourceVersionMatch",
          "resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    long wanted = parameters.number("resourceVersion");
    if (wanted > revision) {
      throw new Status(
              504,
              "Timeout",
              "Too large resource version: %d, current: %d".formatted(wanted, revision),
              Status.Subject.NONE,
              List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")),
              1)
          .refusal();
    }
    if (match.equals("Exact") && wanted != revision) {
      throw WatchBody.tooOld(wanted).refusal();
    }
  }

  private static RuntimeException invalidOptions(String field, String words) {
    return Status.invalid(
            new Status.Subject("meta.k8s.io", "ListOptions", ""),
            List.of(Cause.forbidden(field, words)))
        .refusal();
  }

  Answer watch(Call call, Place place) {
    Parameters parameters = call.parameters();
    Selection selection = Selection.of(place, parameters);
    String resource = place.kind().resource();
    boolean wantsInitial = parameters.isOn("sendInitialEvents");
    if (parameters.values().containsKey("sendInitialEvents")
        && !parameters.text("resourceVersionMatch").equals("NotOlderThan")) {
      throw invalidOptions(
          "resourceVersionMatch",
          "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    long asked = parameters.number("resourceVersion");
    boolean isFromNow = asked == 0 || wantsInitial;
    List<Stored> initial = List.of();
    long after = asked;
    if (isFromNow) {
      Store.Listing listing = context.store().list(resource, place.namespace());
      requireKnown(asked, listing.revision());
      after = listing.revision();
      boolean isShown = wantsInitial || !parameters.values().containsKey("sendInitialEvents");
      initial = isShown ? listing.items().stream().filter(selection::holds).toList() : List.of();
    } else {
      requireKnown(asked, context.store().revision());
      if (context.store().changes(resource, asked, 1) == null) {
        throw WatchBody.tooOld(asked).refusal();
      }
    }
    Shapes shapes = Shapes.of(call, place, context.clock());
    boolean allows = parameters.isOn("allowWatchBookmarks");
    Bookmarks bookmarks =
        !allows ? Bookmarks.NONE : wantsInitial ? Bookmarks.AFTER_INITIAL : Bookmarks.REGULAR;
    return new Answer.Streaming(
        new Watch(
            context.store(),
            resource,
            initial,
            after,
            selection::holds,
            shapes::one,
            shapes.bookmark(),
            bookmarks,
            timeout(parameters)));
  }

  /// A revision of the future is of another store: whoever knows it has to list again.
  private static void requireKnown(long asked, long revision) {
    if (asked > revision) {
      throw WatchBody.tooOld(asked).refusal();
    }
  }

  private static Duration timeout(Parameters parameters) {
    long asked = parameters.number("timeoutSeconds");
    return Duration.ofSeconds(
        asked <= 0 ? TIMEOUT_SECONDS_DEFAULT : Math.min(asked, TIMEOUT_SECONDS_MAX));
  }

  /// A part of a list: `limit` objects past a key. All parts state the revision of the first one,
  /// so that a watch from there on misses nothing.
  private record Page(long limit, long revision, String namespace, String name) {

    static Page of(Parameters parameters, long revision) {
      long limit = Math.max(0, parameters.number("limit"));
      String token = parameters.text("continue");
      if (token.isEmpty()) {
        return new Page(limit, revision, "", "");
      }
      try {
        String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\n", -1);
        return new Page(limit, Long.parseLong(parts[0]), parts[1], parts[2]);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
        throw Status.badRequest("continue key is not valid").refusal();
      }
    }

    boolean isPast(Key key) {
      int byNamespace = key.namespace().compareTo(namespace);
      return byNamespace > 0 || (byNamespace == 0 && key.name().compareTo(name) > 0);
    }

    String next(Key last) {
      String token = revision + "\n" + last.namespace() + "\n" + last.name();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
    }
  }
}
