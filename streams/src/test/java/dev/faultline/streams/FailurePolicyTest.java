package dev.faultline.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

  private final ManualClock clock = new ManualClock(0);
  private final FailurePolicy policy = new FailurePolicy("aggregator", clock);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(policy.handle(new IllegalStateException("test"))).isEqualTo(REPLACE_THREAD);
    }
  }

  @Test
  void a_thread_that_dies_is_replaced_until_they_die_too_often() {
    fail(FailurePolicy.MAX_FAILURES);

    assertThat(policy.handle(new IllegalStateException("test"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void failures_of_long_ago_are_forgiven() {
    fail(FailurePolicy.MAX_FAILURES);
    clock.advance(Duration.ofMinutes(1));

    fail(FailurePolicy.MAX_FAILURES);
  }
}
