package dev.agentgateway.telemetry.log;

import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Telemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line a request. Lines are written by a thread of their own, so that nobody waits for a
/// terminal or a disk; when it falls behind by [#LINES_MAX], lines are dropped and counted.
public final class AccessLog implements Telemetry, AutoCloseable {

  /// Lines that wait to be written.
  public static final int LINES_MAX = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private static final Duration GATHER = Duration.ofMillis(2);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
  private static final int LINES_PER_WRITE = 256;

  private final Ring<Outcome> waiting;
  private final LongAdder dropped = new LongAdder();
  private final Line line;
  private final InstantSource clock;
  private final Thread writer;
  private volatile boolean isAsleep;
  private volatile boolean isClosed;
  private boolean isBroken;

  private AccessLog(Line line, InstantSource clock, int linesMax) {
    this.line = line;
    this.clock = clock;
    this.waiting = new Ring<>(linesMax);
    this.writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::writeAll);
  }

  public static AccessLog open(OutputStream out, Format format) {
    return open(out, format, InstantSource.system(), LINES_MAX);
  }

  static AccessLog open(OutputStream out, Format format, InstantSource clock, int linesMax) {
    Line line =
        switch (format) {
          case TEXT -> new TextLine(out);
          case JSON -> new JsonLine(out);
        };
    AccessLog log = new AccessLog(line, clock, linesMax);
    log.writer.start();
    return log;
  }

  @Override
  public void told(Outcome outcome) {
    if (!waiting.offer(outcome)) {
      dropped.increment();
    } else if (isAsleep) {
      LockSupport.unpark(writer);
    }
  }

  /// Lines that were never written.
  public long droppedLines() {
    return dropped.sum();
  }

  /// Writes what waits, for a bounded time. What is told later is lost.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(writer);
    try {
      writer.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    while (true) {
      if (writeSome()) {
        // More is likely to come: gather it, rather than be woken for each line.
        LockSupport.parkNanos(GATHER.toNanos());
      } else if (isClosed) {
        return;
      } else {
        sleep();
      }
    }
  }

  private boolean writeSome() {
    int count = 0;
    Instant now = clock.instant();
    while (count < LINES_PER_WRITE) {
      Outcome outcome = waiting.poll();
      if (outcome == null) {
        break;
      }
      count++;
      write(outcome, now);
    }
    if (count > 0) {
      flush(count);
    }
    return count > 0;
  }

  private void write(Outcome outcome, Instant now) {
    try {
      line.write(outcome, now);
    } catch (IOException | RuntimeException e) {
      lost(1, e);
    }
  }

  private void flush(int lines) {
    try {
      line.flush();
      isBroken = false;
    } catch (IOException | RuntimeException e) {
      lost(lines, e);
    }
  }

  private void lost(int lines, Exception cause) {
    dropped.add(lines);
    if (!isBroken) {
      isBroken = true;
      LOG.warn("the access log cannot be written: {}", cause.toString());
    }
  }

  private void sleep() {
    isAsleep = true;
    if (waiting.isEmpty() && !isClosed) {
      LockSupport.park(this);
    }
    isAsleep = false;
  }

  /// How lines are written.
  public enum Format {
    TEXT,
    JSON
  }
}
