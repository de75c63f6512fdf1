package dev.agentgateway.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HealthTest {

  private long now;
  private final Health health = new Health(() -> now);

  @Test
  void anUpstreamIsSetAsideLongerWithEachFailureInARow() {
    health.bad("a", null);
    assertThat(health.waits("a")).isEqualTo(Health.SET_ASIDE);
    health.bad("a", null);
    assertThat(health.waits("a")).isEqualTo(Health.SET_ASIDE.multipliedBy(2));
    assertThat(health.isSetAside("b")).isFalse();
  }

  @Test
  void itComesBackWhenItsTimeIsOver() {
    health.bad("a", null);
    now += Health.SET_ASIDE.toNanos();
    assertThat(health.isSetAside("a")).isFalse();
  }

  @Test
  void retryAfterIsObeyedUpToALimit() {
    health.bad("a", Duration.ofSeconds(20));
    assertThat(health.waits("a")).isEqualTo(Duration.ofSeconds(20));
    health.bad("a", Duration.ofDays(1));
    assertThat(health.waits("a")).isEqualTo(Health.SET_ASIDE_MAX);
  }

  @Test
  void aGoodAnswerClearsIt() {
    health.bad("a", Duration.ofMinutes(1));
    health.good("a", Duration.ofMillis(10));
    assertThat(health.isSetAside("a")).isFalse();
    health.bad("a", null);
    assertThat(health.waits("a")).isEqualTo(Health.SET_ASIDE);
  }

  @Test
  void theFasterAndHealthierScoresHigher() {
    health.good("fast", Duration.ofMillis(10));
    health.good("slow", Duration.ofSeconds(5));
    health.bad("ill", Duration.ZERO);
    assertThat(health.score("fast")).isGreaterThan(health.score("slow"));
    assertThat(health.score("unknown")).isGreaterThan(health.score("ill"));
  }
}
