package dev.agentgateway.proxy.forward;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Response;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.proxy.exchange.Exchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A streamed answer from upstream to the client, one step a piece.
///
/// ```
/// HOLDING ─ first content, or a wait ─▶ FLOWING ─ end ─▶ OVER
///    │                                      └─ failure ─▶ an error event, then a cut
///    └─ failure before any content ─▶ rescued by another provider, or a whole answer that says so
/// ```
///
/// What is held is little: the events before the first content. A slow reader pauses the upstream.
final class StreamRelay implements Body, Body.Sink {

  /// Past this the head is sent even without content.
  static final int HELD_BYTES_MAX = 256 << 10;

  /// How long a head waits for content where no other provider could answer: a failure within it is
  /// a status that clients understand, and nobody notices the wait.
  static final Duration HEAD_WITHIN = Duration.ofMillis(500);

  /// A silence after which the client is told that the stream lives.
  static final Duration PING_AFTER = Duration.ofSeconds(15);

  /// How long a client has to read the error event before its connection ends within the body.
  static final Duration ERROR_READ_WITHIN = Duration.ofMillis(250);

  /// Who started it.
  interface Owner {

    boolean canRescue();

    /// The stream failed before the client saw anything of it. Nothing more is told of it.
    void rescue(Failure failure);

    /// @param failure null for a complete stream
    void ended(@Nullable Failure failure);

    /// Headers for the client, with what the gateway adds.
    Headers head(Headers stream);
  }

  private final Exchange exchange;
  private final StreamReply stream;
  private final Body upstream;
  private final Owner owner;
  private final Deque<Chunk> held = new ArrayDeque<>(4);
  private long heldBytes;
  private Body.@Nullable Sink client;
  private boolean isAnswered;
  private boolean isEnded;
  private boolean isOver;
  private boolean isPaused;
  private @Nullable Failure broken;
  private Loop.@Nullable Timer silence;
  private long wroteNanos;

  StreamRelay(Exchange exchange, StreamReply stream, Body upstream, Owner owner) {
    this.exchange = exchange;
    this.stream = stream;
    this.upstream = upstream;
    this.owner = owner;
  }

  void start() {
    exchange.whenOver(this::over);
    waitForContent(owner.canRescue() ? PING_AFTER : HEAD_WITHIN);
    if (!isOver) {
      upstream.readTo(this);
    }
  }

  /// A stream that has begun and takes its time is shown to the client at last; of one that has
  /// not, another provider may make more.
  private void waitForContent(Duration wait) {
    silence =
        exchange
            .loop()
            .after(
                wait,
                () -> {
                  if (!isOver && !isEnded && !isAnswered) {
                    if (heldBytes > 0 || !owner.canRescue()) {
                      answer();
                    } else {
                      waitForContent(PING_AFTER);
                    }
                  }
                });
  }

  // From upstream.

  @Override
  public void chunk(Chunk chunk) {
    if (isOver || isEnded) {
      chunk.release();
      return;
    }
    byte @Nullable [] out = stream.on(chunk.view());
    if (stream.hasContent()) {
      exchange.tale().firstContent();
    }
    if (out == null) {
      write(chunk);
    } else {
      chunk.release();
      write(out);
    }
    @Nullable Failure failure = stream.facts().failure();
    if (failure != null) {
      upstream.cancel();
      finish(failure);
    } else if (!isAnswered && (stream.hasContent() || heldBytes > HELD_BYTES_MAX)) {
      answer();
    }
  }

  @Override
  public void end() {
    if (!isOver && !isEnded) {
      write(stream.end());
      finish(stream.facts().failure());
    }
  }

  @Override
  public void fail(Failure failure) {
    if (stream.isWhole()) {
      end();
    } else if (!isOver && !isEnded) {
      write(stream.fail(failure));
      finish(failure);
    }
  }

  private void finish(@Nullable Failure failure) {
    boolean isRescuable = owner.canRescue() && failure != null && Rescue.helps(failure);
    if (failure != null && !isAnswered && (isRescuable || !stream.hasContent())) {
      if (!isRescuable) {
        exchange.tale().replied(stream.lastFacts());
      }
      isOver = true;
      dropHeld();
      silent();
      owner.rescue(failure);
      return;
    }
    isEnded = true;
    broken = failure;
    if (failure != null) {
      exchange.tale().failedLate(failure);
    }
    owner.ended(failure);
    if (!isAnswered) {
      answer();
    } else if (client != null) {
      close(client);
    }
  }

  /// A stream that broke has no end: a client that passes over error events, as some libraries do,
  /// sees that its body was cut.
  private void close(Body.Sink sink) {
    @Nullable Failure failure = broken;
    if (failure == null) {
      sink.end();
      return;
    }
    silence =
        exchange
            .loop()
            .after(
                ERROR_READ_WITHIN,
                () -> {
                  if (isPaused) {
                    close(sink);
                  } else if (!isOver) {
                    sink.fail(failure);
                  }
                });
  }

  private void write(byte[] bytes) {
    if (bytes.length > 0) {
      write(Chunk.of(bytes));
    }
  }

  private void write(Chunk chunk) {
    wroteNanos = System.nanoTime();
    if (client != null) {
      client.chunk(chunk);
    } else {
      heldBytes += chunk.size();
      held.add(chunk);
    }
  }

  // To the client.

  private void answer() {
    isAnswered = true;
    silent();
    exchange.answer(new Response(stream.status(), owner.head(stream.headers()), this));
  }

  @Override
  public long length() {
    return LENGTH_UNKNOWN;
  }

  @Override
  public void readTo(Body.Sink sink) {
    client = sink;
    while (!held.isEmpty()) {
      sink.chunk(held.poll());
    }
    if (isEnded) {
      close(sink);
    } else {
      watchSilence(PING_AFTER);
    }
  }

  @Override
  public void pause() {
    isPaused = true;
    upstream.pause();
  }

  @Override
  public void resume() {
    isPaused = false;
    upstream.resume();
  }

  @Override
  public void cancel() {
    upstream.cancel();
    over();
  }

  private void watchSilence(Duration after) {
    silence =
        exchange
            .loop()
            .after(
                after,
                () -> {
                  if (isOver || isEnded) {
                    return;
                  }
                  Duration silent = Duration.ofNanos(System.nanoTime() - wroteNanos);
                  if (silent.compareTo(PING_AFTER) >= 0 && !isPaused) {
                    write(stream.ping());
                    watchSilence(PING_AFTER);
                  } else {
                    Duration left = PING_AFTER.minus(silent);
                    watchSilence(left.isPositive() ? left : PING_AFTER);
                  }
                });
  }

  private void over() {
    if (!isOver) {
      isOver = true;
      exchange.tale().replied(stream.lastFacts());
      dropHeld();
      silent();
    }
  }

  private void silent() {
    if (silence != null) {
      silence.cancel();
    }
  }

  private void dropHeld() {
    held.forEach(Chunk::release);
    held.clear();
  }
}
