package dev.faultline.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResourceHistoryTest {

  private static final long SECOND = 1_000_000;

  private final ResourceHistory history = new ResourceHistory();

  @Test
  void knowsTheLastAndTheExtremes() {
    assertThat(history.last()).isEmpty();
    assertThat(history.min()).isEmpty();
    assertThat(history.growthPerHour()).isEmpty();
    history.add(1 * SECOND, 5);
    history.add(2 * SECOND, 9);
    history.add(3 * SECOND, 7);

    assertThat(history.last()).hasValue(7);
    assertThat(history.min()).hasValue(5);
    assertThat(history.max()).hasValue(9);
  }

  @Test
  void growthIsThatOfAnHour() {
    for (int i = 0; i < 40; i++) {
      history.add(i * SECOND, 10 * i);
    }

    assertThat(history.growthPerHour().getAsDouble()).isEqualTo(36_000, within(1e-6));
  }

  @Test
  void theFirstQuarterIsLeftOut() {
    for (int i = 0; i < 80; i++) {
      history.add(i * SECOND, Math.min(i, 20) * 1000);
    }

    assertThat(history.growthPerHour()).hasValue(0);
  }

  @Test
  void aLongRunIsThinnedAndStillKnown() {
    for (int i = 0; i < 100_000; i++) {
      history.add(i * SECOND, i);
    }

    assertThat(history.max()).hasValue(99_999);
    assertThat(history.growthPerHour().getAsDouble()).isEqualTo(3600, within(1e-6));
  }

  @Test
  void whatIsToldOfTheSameTimeTwiceCountsOnce() {
    history.add(2 * SECOND, 5);
    history.add(2 * SECOND, 50);
    history.add(1 * SECOND, 500);

    assertThat(history.max()).hasValue(5);
  }
}
