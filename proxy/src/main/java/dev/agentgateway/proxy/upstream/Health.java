package dev.agentgateway.proxy.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is known of upstreams from their answers: who is set aside, until when, and who is slow.
///
/// An upstream that fails is set aside for [#SET_ASIDE] times the number of its failures in a row,
/// and one that names a time (`retry-after`) for that long; neither for longer than
/// [#SET_ASIDE_MAX]. The first good answer clears it.
public final class Health {

  public static final Duration SET_ASIDE = Duration.ofSeconds(3);
  public static final Duration SET_ASIDE_MAX = Duration.ofMinutes(5);
  private static final int UPSTREAMS_MAX = 10_000;
  private static final double ALPHA = 0.3; // weight of the newest answer in the averages

  private final LongSupplier nanos;
  private final Cache<String, AtomicReference<State>> states =
      Caffeine.newBuilder().maximumSize(UPSTREAMS_MAX).executor(Runnable::run).build();

  public Health() {
    this(System::nanoTime);
  }

  Health(LongSupplier nanos) {
    this.nanos = nanos;
  }

  public void good(String upstream, Duration latency) {
    double seconds = latency.toNanos() / 1e9;
    change(
        upstream,
        state -> {
          double average =
              state.latency == 0 ? seconds : state.latency + ALPHA * (seconds - state.latency);
          return new State(0, 0, false, state.score + ALPHA * (1 - state.score), average);
        });
  }

  /// @param retryAfter what the answer asked for; null for none
  public void bad(String upstream, @Nullable Duration retryAfter) {
    long now = nanos.getAsLong();
    change(
        upstream,
        state -> {
          int failures = Math.min(state.failures + 1, 1000);
          Duration wait = retryAfter == null ? SET_ASIDE.multipliedBy(failures) : retryAfter;
          long until = now + min(wait, SET_ASIDE_MAX).toNanos();
          return new State(failures, until, true, state.score * (1 - ALPHA), state.latency);
        });
  }

  boolean isSetAside(String upstream) {
    return !waits(upstream).isZero();
  }

  /// How long it is still set aside; zero when it is not.
  Duration waits(String upstream) {
    @Nullable State state = state(upstream);
    long left = state == null || !state.isSetAside ? 0 : state.untilNanos - nanos.getAsLong();
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  /// Higher is better: health over latency.
  double score(String upstream) {
    @Nullable State state = state(upstream);
    return state == null ? 1 : state.score / (1 + state.latency);
  }

  private void change(String upstream, UnaryOperator<State> change) {
    states.get(upstream, _ -> new AtomicReference<>(State.NEW)).updateAndGet(change);
  }

  private @Nullable State state(String upstream) {
    @Nullable AtomicReference<State> state = states.getIfPresent(upstream);
    return state == null ? null : state.get();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private record State(
      int failures, long untilNanos, boolean isSetAside, double score, double latency) {

    static final State NEW = new State(0, 0, false, 1, 0);
  }
}
