package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = new ManualClock(1_000);

  @Test
  void standsUntilItIsAdvanced() {
    assertThat(clock.epochMicros()).isEqualTo(1_000);

    clock.advance(Duration.ofMillis(2));

    assertThat(clock.epochMicros()).isEqualTo(3_000);
  }

  @Test
  void doesNotRunBackwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> clock.set(999));
    assertThat(clock.epochMicros()).isEqualTo(1_000);
  }
}
