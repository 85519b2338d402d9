package dev.faultline.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SystemClockTest {

  @Test
  void tellsTheWallClocksTime() {
    long before = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    long now = Clock.system().epochMicros();
    long after = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    assertThat(now).isBetween(before, after);
  }

  @Test
  void neverRunsBackwards() {
    Clock clock = Clock.system();
    long previous = clock.epochMicros();
    for (int i = 0; i < 100_000; i++) {
      long now = clock.epochMicros();
      assertThat(now >= previous).isTrue();
      previous = now;
    }
  }
}
