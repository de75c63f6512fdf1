package dev.agentgateway.kubernetes.subscription;

import dev.agentgateway.config.Options;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.wire.Ask;
import dev.agentgateway.kubernetes.distribution.wire.Hello;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import dev.agentgateway.kubernetes.distribution.wire.Report;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Follows a controller for as long as the process lives.
///
/// ```
/// connect ─▶ lines ─▶ version ─▶ taker ─▶ report ─▶ lines …
///    ▲                  │ lost, silent or refused
///    └── wait, longer each time ◀──┘      what was taken last stays in force
/// ```
public final class Subscription implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LOOKS = 10;

  private final SubscriptionOptions options;
  private final Taker taker;
  private final Holdings holdings = new Holdings();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("subscription").daemon().unstarted(this::run);
  private volatile Standing standing;
  private volatile long heard;
  private Options compile = Options.DEFAULT;
  private String stream = "";

  private Subscription(SubscriptionOptions options, Taker taker) {
    this.options = options;
    this.taker = taker;
    this.standing = new Standing(false, Instant.now(), -1, "not connected yet");
  }

  /// Starts to follow; [#awaitFirst] tells when something was taken.
  public static Subscription start(SubscriptionOptions options, Taker taker) {
    Subscription subscription = new Subscription(options, taker);
    subscription.thread.start();
    return subscription;
  }

  /// Returns when the first version is in force, or this is closed.
  public void awaitFirst() throws InterruptedException {
    first.await();
  }

  public Standing standing() {
    return standing;
  }

  private void run() {
    Duration wait = options.retryMin();
    try {
      while (end.getCount() > 0) {
        long before = standing.version();
        String failure = follow();
        holdings.forgetComing();
        if (end.getCount() == 0) {
          return;
        }
        boolean wasGood = standing.isConnected() || standing.version() != before;
        lost(failure);
        wait = wasGood ? options.retryMin() : longer(wait);
        long millis = wait.toMillis();
        if (end.await(
            millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1),
            TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      first.countDown();
    }
  }

  private Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(options.retryMax()) > 0 ? options.retryMax() : twice;
  }

  /// Follows one stream to its end.
  ///
  /// @return why it ended
  private String follow() throws InterruptedException {
    try (Connection connection = Connection.prepare(options)) {
      heard = System.nanoTime();
      try (InputStream in =
          connection.stream(new Ask(Wire.PROTOCOL, options.gateway(), holdings.hashes()))) {
        Thread watch = Thread.ofVirtual().name("silence").start(() -> watch(in));
        try (Reporter reporter = Reporter.start(connection)) {
          read(reporter, new Lines(in));
        } finally {
          watch.interrupt();
        }
      }
      return "the stream ended";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (JacksonException | ClassCastException e) {
      return "it says what is not understood: " + e.getMessage();
    }
  }

  private void read(Reporter reporter, Lines lines) throws IOException {
    String line = lines.next();
    while (line != null) {
      heard = System.nanoTime();
      take(reporter, JSON.readTree(line));
      line = lines.next();
    }
  }

  private void take(Reporter reporter, JsonNode line) throws IOException {
    if (line.path("put") instanceof ObjectNode object) {
      holdings.put(object, line.path("hash").asString(""));
    } else if (line.has("remove")) {
      ResourceKey key = Wire.key(line.path("remove").asString(""));
      if (key != null) {
        holdings.remove(key);
      }
    } else if (line.has("version")) {
      version(reporter, line.path("version").asLong());
    } else if (line.has("hello")) {
      Hello hello = Hello.read(line.path("hello"));
      if (hello.protocol() != Wire.PROTOCOL) {
        throw new IOException(
            "it speaks protocol %d (expected: %d)".formatted(hello.protocol(), Wire.PROTOCOL));
      }
      compile = hello.options();
      stream = hello.stream();
    }
  }

  private void version(Reporter reporter, long version) {
    boolean isChanged = holdings.commit();
    boolean isFirst = first.getCount() > 0;
    List<Refusal> refusals =
        isChanged || isFirst ? taker.take(holdings.documents(), compile) : taker.again();
    if (!standing.isConnected()) {
      LOG.info("configuration comes from {}, version {}", options.controller(), version);
    }
    standing = new Standing(true, Instant.now(), version, "");
    first.countDown();
    reporter.tell(new Report(options.gateway(), stream, version, refusals));
  }

  private void lost(String failure) {
    Standing before = standing;
    if (before.isConnected() || !before.failure().equals(failure)) {
      LOG.warn(
          "the controller {} is away, {}: {}",
          options.controller(),
          first.getCount() > 0 ? "nothing runs yet" : "what was received last runs on",
          failure);
    }
    Instant since = before.isConnected() ? Instant.now() : before.since();
    standing = new Standing(false, since, before.version(), failure);
  }

  /// Cuts a stream that says nothing any more.
  private void watch(InputStream in) {
    long silence = options.silence().toNanos();
    try {
      while (!end.await(silence / LOOKS, TimeUnit.NANOSECONDS)) {
        if (System.nanoTime() - heard > silence) {
          in.close();
          return;
        }
      }
      in.close();
    } catch (IOException e) {
      LOG.debug("a silent stream could not be cut", e);
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    thread.interrupt();
  }
}
