package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowDownTest {

  private static final Duration EXTRA = Duration.ofMillis(60);

  private final AtomicLong nanos = new AtomicLong(1_000);
  private final SlowDown slowDown =
      new SlowDown(Optional.of(Duration.ofSeconds(46)), EXTRA, nanos::get);

  @Test
  void beginsThatLongAfterTheFirstRequestAndNotAfterTheStart() {
    pass(Duration.ofMinutes(10));
    assertThat(slowDown.atRequest()).isZero();

    pass(Duration.ofSeconds(46).minusNanos(1));
    assertThat(slowDown.atRequest()).isZero();

    pass(Duration.ofNanos(1));
    assertThat(slowDown.atRequest()).isEqualTo(EXTRA);
  }

  @Test
  void aDecisionReplacesTheSchedule() {
    slowDown.set(Duration.ofMillis(40));
    assertThat(slowDown.atRequest()).isEqualTo(Duration.ofMillis(40));

    slowDown.set(Duration.ZERO);
    pass(Duration.ofMinutes(10));
    assertThat(slowDown.atRequest()).isZero();
  }

  @Test
  void neverBeginsWithoutASchedule() {
    SlowDown never = new SlowDown(Optional.empty(), EXTRA, nanos::get);

    assertThat(never.atRequest()).isZero();
    pass(Duration.ofDays(1));
    assertThat(never.atRequest()).isZero();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
