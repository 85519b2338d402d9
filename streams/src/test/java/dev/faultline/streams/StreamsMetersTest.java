package dev.faultline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamsMetersTest {

  private static final RunId RUN = new RunId(new UUID(7, 1));
  private static final RunId OTHER = new RunId(new UUID(7, 2));

  private final ManualClock clock = new ManualClock(60_000_000);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StreamsMeters meters = new StreamsMeters(registry, "aggregator", clock);

  private double lag() {
    return registry.get("faultline.event.time.lag").tag("service", "aggregator").gauge().value();
  }

  @Test
  void withoutARunNothingIsBehind() {
    assertThat(lag()).isZero();
  }

  @Test
  void theLagIsThatOfTheRunThatIsFurthestBehind() {
    meters.reached(RUN, 59_000_000);
    meters.reached(OTHER, 57_500_000);
    assertThat(lag()).isEqualTo(2.5);

    meters.ended(OTHER);
    assertThat(lag()).isEqualTo(1);
  }

  @Test
  void itGrowsWhileNothingArrives() {
    meters.reached(RUN, 59_000_000);
    clock.advance(Duration.ofSeconds(30));

    assertThat(lag()).isEqualTo(31);
  }

  @Test
  void aWatermarkAheadOfOurClockIsNoLag() {
    meters.reached(RUN, 61_000_000);

    assertThat(lag()).isZero();
  }

  @Test
  void aRunThatWasSilentForAnHourIsGivenUp() {
    meters.reached(RUN, 59_000_000);
    clock.advance(Duration.ofHours(1));
    assertThat(lag()).isEqualTo(3601);

    clock.advance(Duration.ofSeconds(1));
    assertThat(lag()).isZero();
  }

  @Test
  void deadLettersAreCountedFromZero() {
    assertThat(registry.get("faultline.dead.letters").counter().count()).isZero();

    meters.undecodable();
    assertThat(registry.get("faultline.dead.letters").counter().count()).isEqualTo(1);
  }
}
