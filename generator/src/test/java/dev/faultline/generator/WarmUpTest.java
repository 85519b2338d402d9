package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void goesThroughAThousandRequestsAndTheirProgress() {
    Clock clock = Clock.system();
    AtomicReference<Throwable> defect = new AtomicReference<>();
    try (EventLoops loops = new EventLoops(1, clock, Idle.HYBRID, defect::set)) {
      assertThat(new WarmUp(loops.next(), clock).run()).isGreaterThan(1000);
    }
    assertThat(defect).hasNullValue();
  }
}
