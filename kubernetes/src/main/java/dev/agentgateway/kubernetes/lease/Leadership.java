package dev.agentgateway.kubernetes.lease;

import dev.agentgateway.kubernetes.api.Answered;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One replica leads: the one that holds a Lease, renewed while it lives.
///
/// ```
/// FOLLOWING ── the Lease is free, or was not renewed for its time ──▶ LEADING
///     ▲                                                                  │
///     └── somebody else holds it, or it could not be renewed in time ────┘
/// ```
///
/// How long a Lease was not renewed is measured by this machine's own clock, from when the change
/// was seen: clocks of two machines are not compared. A leader that stood still, and does not know
/// yet that another leads, is kept from writing by its own clock: [#isHeld].
public final class Leadership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  static final Duration LEASE = Duration.ofSeconds(15);
  static final Duration RENEW = Duration.ofSeconds(2);

  /// A leader that cannot renew gives up before another may begin.
  static final Duration GIVE_UP = Duration.ofSeconds(10);

  /// As API servers want it: six digits, always.
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Api api;
  private final String collection;
  private final String name;
  private final String identity;
  private final InstantSource clock;
  private final Consumer<Boolean> changed;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean isLeading;
  private String seen = "";
  private Instant seenAt;
  private volatile Instant renewedAt = Instant.EPOCH;

  /// @param identity of this replica
  /// @param changed is told whether this replica leads, when that changes
  public Leadership(
      Api api,
      String namespace,
      String name,
      String identity,
      InstantSource clock,
      Consumer<Boolean> changed) {
    this.api = api;
    this.collection = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
    this.name = name;
    this.identity = identity;
    this.clock = clock;
    this.changed = changed;
    this.seenAt = clock.instant();
  }

  /// Tries for as long as the process lives.
  public void start() {
    Thread.ofVirtual().name("leadership").start(this::run);
  }

  /// Whether this replica leads, and nobody else can: it asked for the Lease less than [#GIVE_UP]
  /// ago, and got it.
  public boolean isHeld() {
    return isLeading && clock.instant().isBefore(renewedAt.plus(GIVE_UP));
  }

  private void run() {
    try {
      do {
        look();
      } while (!end.await(RENEW.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes, renews or watches the Lease, once.
  synchronized void look() {
    if (end.getCount() == 0) {
      return;
    }
    Answered found = api.read(collection + "/" + name);
    Reply reply = found.reply();
    if (reply.isMissing()) {
      Instant asked = clock.instant();
      reply = api.create(collection, lease(JsonNodeFactory.instance.objectNode()));
      lead(reply.isDone(), asked);
    } else if (reply.isDone()) {
      reply = hold(found.body());
    }
    if (!reply.isDone() && isLeading && !isHeld()) {
      LOG.warn("the Lease {} could not be renewed: {}", name, reply.words());
      follow();
    }
  }

  private Reply hold(JsonNode lease) {
    JsonNode spec = lease.path("spec");
    String holder = spec.path("holderIdentity").asString("");
    String now = holder + " " + spec.path("renewTime").asString("");
    if (!now.equals(seen)) {
      seen = now;
      seenAt = clock.instant();
    }
    boolean isOurs = holder.equals(identity);
    if (!isOurs && !holder.isEmpty() && clock.instant().isBefore(seenAt.plus(LEASE))) {
      follow();
      return new Reply(200, "");
    }
    Instant asked = clock.instant();
    Reply reply = api.replace(collection + "/" + name, lease((ObjectNode) lease));
    if (reply.isDone()) {
      lead(true, asked);
    } else if (!isOurs) {
      follow();
    }
    return reply;
  }

  private void follow() {
    lead(false, renewedAt);
  }

  /// @param asked when this replica asked for what it has: the answer may come late
  private void lead(boolean now, Instant asked) {
    renewedAt = asked;
    if (now != isLeading) {
      isLeading = now;
      LOG.info(now ? "this replica leads" : "this replica follows");
      changed.accept(now);
    }
  }

  private ObjectNode lease(ObjectNode before) {
    ObjectNode lease = before.deepCopy();
    lease.put("apiVersion", "coordination.k8s.io/v1");
    lease.put("kind", "Lease");
    lease.withObject("metadata").put("name", name);
    ObjectNode spec = lease.withObject("spec");
    boolean isNew = !spec.path("holderIdentity").asString("").equals(identity);
    spec.put("holderIdentity", identity);
    spec.put("leaseDurationSeconds", (int) LEASE.toSeconds());
    if (isNew) {
      spec.put("acquireTime", now());
      spec.put("leaseTransitions", spec.path("leaseTransitions").asInt(0) + 1);
    }
    spec.put("renewTime", now());
    return lease;
  }

  private String now() {
    return MICRO_TIME.format(clock.instant());
  }

  /// Lets another begin at once.
  @Override
  public synchronized void close() {
    end.countDown();
    if (isLeading) {
      follow();
      Answered found = api.read(collection + "/" + name);
      if (found.reply().isDone()
          && found.body().path("spec").path("holderIdentity").asString("").equals(identity)) {
        ObjectNode free = ((ObjectNode) found.body()).deepCopy();
        free.withObject("spec").put("holderIdentity", "");
        free.withObject("spec").put("leaseDurationSeconds", 1);
        api.replace(collection + "/" + name, free);
      }
    }
  }
}
