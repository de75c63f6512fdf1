package dev.agentgateway.kubernetes.subscription;

import dev.agentgateway.kubernetes.distribution.wire.Report;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings reports to the controller beside the stream, which does not wait for them. Of reports
/// that wait, the newest is sent.
final class Reporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final int TRIES = 3;

  private final Connection connection;
  private final AtomicReference<@Nullable Report> waiting = new AtomicReference<>();
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("reports").unstarted(this::run);

  private Reporter(Connection connection) {
    this.connection = connection;
  }

  static Reporter start(Connection connection) {
    Reporter reporter = new Reporter(connection);
    reporter.thread.start();
    return reporter;
  }

  void tell(Report report) {
    waiting.set(report);
    bell.release();
  }

  private void run() {
    try {
      while (true) {
        bell.acquire();
        bell.drainPermits();
        Report report = waiting.getAndSet(null);
        if (report != null) {
          send(report);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Report report) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try {
        connection.report(report);
        return;
      } catch (IOException e) {
        LOG.debug("a report did not arrive", e);
        if (bell.tryAcquire(1, TimeUnit.SECONDS)) {
          bell.release();
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
