package dev.agentgateway.kubernetes.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import dev.agentgateway.schema.Fault.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells each problem once while it lasts. The same problem later is the same event, counted up.
public final class EventWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

  private static final int MESSAGE_MAX = 1024;
  private static final int NAME_MAX = 230;
  private static final int HASH_BYTES = 8;

  /// Told from one compilation to the next; more are in the statuses.
  private static final int EVENTS_MAX = 100;

  private final Api api;
  private final Objects objects;
  private final String component;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("events").factory());
  private Set<String> lasting = Set.of();

  public EventWriter(Api api, Objects objects, String component, InstantSource clock) {
    this.api = api;
    this.objects = objects;
    this.component = component;
    this.clock = clock;
  }

  /// Takes what a compilation found.
  public synchronized void take(List<Problem> problems) {
    Set<String> now = new HashSet<>();
    int told = 0;
    for (Problem problem : problems) {
      Live live = problem.resource() == null ? null : objects.find(problem.resource());
      if (live == null || problem.severity() != Severity.ERROR) {
        continue;
      }
      String name = name(live, problem);
      if (now.add(name) && !lasting.contains(name) && told < EVENTS_MAX) {
        told++;
        tell(live, problem, name);
      }
    }
    lasting = now;
  }

  /// Tells something at once.
  public void tell(ResourceKey about, String reason, String message) {
    Live live = objects.find(about);
    if (live != null) {
      Problem problem =
          new Problem(Severity.ERROR, about, "", live.document().at(), message, "", reason);
      tell(live, problem, name(live, problem));
    }
  }

  private void tell(Live live, Problem problem, String name) {
    try {
      thread.execute(() -> write(live, problem, name));
    } catch (RejectedExecutionException closing) {
      LOG.debug("an event comes too late", closing);
    }
  }

  private void write(Live live, Problem problem, String name) {
    String namespace = live.key().namespace().isEmpty() ? "default" : live.key().namespace();
    String collection = "/api/v1/namespaces/" + namespace + "/events";
    Reply reply = api.create(collection, event(live, problem, namespace, name));
    if (reply.isConflict()) {
      JsonNode before = api.read(collection + "/" + name).body();
      ObjectNode again = JsonNodeFactory.instance.objectNode();
      again.put("lastTimestamp", now());
      again.put("count", before.path("count").asInt(0) + 1);
      reply = api.merge(collection + "/" + name, again);
    }
    if (!reply.isDone()) {
      LOG.debug("an event of {} was not written: {}", live.key(), reply.words());
    }
  }

  private ObjectNode event(Live live, Problem problem, String namespace, String name) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1");
    event.put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespace);
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("apiVersion", live.served().apiVersion());
    involved.put("kind", live.key().kind());
    involved.put("name", live.key().name());
    if (live.served().isNamespaced()) {
      involved.put("namespace", live.key().namespace());
    }
    involved.put("uid", live.uid());
    event.put("type", "Warning");
    event.put("reason", problem.reason());
    event.put("message", message(problem));
    event.putObject("source").put("component", component);
    event.put("reportingComponent", component);
    event.put("reportingInstance", component);
    event.put("firstTimestamp", now());
    event.put("lastTimestamp", now());
    event.put("count", 1);
    return event;
  }

  private static String message(Problem problem) {
    String message =
        (problem.path().isEmpty() ? "" : problem.path() + ": ")
            + problem.cause()
            + (problem.mend().isEmpty() ? "" : "; " + problem.mend());
    return message.length() > MESSAGE_MAX ? message.substring(0, MESSAGE_MAX) : message;
  }

  private static String name(Live live, Problem problem) {
    String text = live.uid() + '\n' + problem.reason() + '\n' + message(problem);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      String hash = HexFormat.of().formatHex(digest, 0, HASH_BYTES);
      String name = live.key().name();
      return (name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name) + "." + hash;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
