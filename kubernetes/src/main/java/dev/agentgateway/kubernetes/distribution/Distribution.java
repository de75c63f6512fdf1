package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Handler;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Observer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives each data plane what concerns its Gateway, over a stream that lasts.
///
/// ```
/// watches ─▶ changes ─▶ quiet for a moment ─▶ board: graph, views ─▶ streams ─▶ data planes
///                                                                        ◀─ reports
/// ```
///
/// Every replica of a controller does this; nothing is written but events.
public final class Distribution implements Observer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Distribution.class);

  private final DistributionOptions options;
  private final Board board = new Board();
  private final Door door;
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final Thread thread =
      Thread.ofPlatform().name("distribution").daemon().unstarted(this::run);

  private record Change(ResourceKey key, @Nullable Live live) {}

  private Distribution(Api api, DistributionOptions options, RefusalListener refusals) {
    this.options = options;
    this.door = new Door(new Admission(api), board, options, refusals);
  }

  /// @param refusals is told what data planes could not let take force
  public static Distribution start(Api api, DistributionOptions options, RefusalListener refusals) {
    Distribution distribution = new Distribution(api, options, refusals);
    distribution.thread.start();
    return distribution;
  }

  /// Answers data planes. To be bound to a port with TLS.
  public Handler handler() {
    return door;
  }

  public Counts counts() {
    return door.counts();
  }

  /// The data planes of a Gateway that are connected here.
  public List<Replica> replicas(ResourceKey gateway) {
    return door.replicas(gateway);
  }

  @Override
  public void changed(ResourceKey key, @Nullable Live live) {
    changes.add(new Change(key, live));
  }

  @Override
  public void complete() {
    // What came before is taken before anybody is let in.
    changes.add(new Change(new ResourceKey("", "", "", ""), null));
  }

  private void run() {
    try {
      while (true) {
        Map<ResourceKey, @Nullable Live> batch = new LinkedHashMap<>();
        collect(changes.take(), batch);
        boolean isComplete = batch.keySet().removeIf(each -> each.kind().isEmpty());
        try {
          board.take(batch);
          if (isComplete) {
            door.open();
          }
        } catch (RuntimeException e) {
          LOG.error("a change could not be prepared for data planes", e);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /// What belongs together arrives one after the other.
  private void collect(Change first, Map<ResourceKey, @Nullable Live> batch)
      throws InterruptedException {
    long end = System.nanoTime() + options.quietMax().toNanos();
    Change change = first;
    while (change != null) {
      batch.put(change.key(), change.live());
      change =
          System.nanoTime() < end
              ? changes.poll(options.quiet().toMillis(), TimeUnit.MILLISECONDS)
              : null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    door.close();
  }
}
