package dev.faultline.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.core.run.RunId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestResultTest {

  @Test
  void theResponseTimeBeginsAtTheIntendedStart() {
    RequestResult result = result(1, 30, 12);

    assertThat(result.responseTimeMicros()).isEqualTo(42);
    assertThat(result.completedMicros()).isEqualTo(1_000_042);
  }

  @Test
  void refusesWhatCannotHaveHappened() {
    assertThatIllegalArgumentException().isThrownBy(() -> result(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> result(1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> result(1, 1, -1));
  }

  @Test
  void theWorseHealthHasTheLongestLagAndAllThatWasNotReported() {
    GeneratorHealth one = new GeneratorHealth(5, 0.9, 2, 0.3);
    GeneratorHealth other = new GeneratorHealth(7, 0.1, 3, 0.2);

    assertThat(one.worst(other))
        .isEqualTo(other.worst(one))
        .isEqualTo(new GeneratorHealth(7, 0.9, 5, 0.3));
    assertThat(one.worst(GeneratorHealth.PERFECT)).isEqualTo(one);
  }

  @Test
  void overTimeHealthIsTheWorstAndWhatIsCumulativeTheLast() {
    GeneratorHealth earlier = new GeneratorHealth(7, 0.1, 2, 0.3);
    GeneratorHealth later = new GeneratorHealth(5, 0.9, 3, 0.2);

    assertThat(earlier.then(later)).isEqualTo(new GeneratorHealth(7, 0.9, 3, 0.3));
    assertThat(GeneratorHealth.PERFECT.then(later)).isEqualTo(later);
    assertThat(later.anew()).isEqualTo(new GeneratorHealth(0, 0, 3, 0));
  }

  private static RequestResult result(long seq, long sendDelay, long serviceTime) {
    return new RequestResult(
        new RunId(new UUID(0x7000L, 1L << 63)),
        0,
        0,
        seq,
        "browse",
        "home",
        1_000_000,
        sendDelay,
        serviceTime,
        Outcome.OK,
        200,
        "",
        0,
        0);
  }
}
