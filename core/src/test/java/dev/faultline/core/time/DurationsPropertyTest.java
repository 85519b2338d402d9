package dev.faultline.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DurationsPropertyTest {

  @Property
  void readsBackWhatItFormats(@ForAll @LongRange(min = 0, max = 31_536_000_000_000L) long micros) {
    Duration duration = Durations.ofMicros(micros);

    assertThat(Durations.micros(duration)).isEqualTo(micros);
    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }
}
