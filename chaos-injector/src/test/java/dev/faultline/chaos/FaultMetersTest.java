package dev.faultline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.run.RunId;
import dev.faultline.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FaultMetersTest {

  private static final RunId RUN = new RunId(new UUID(7, 1));
  private static final RunId OTHER = new RunId(new UUID(7, 2));

  private final ManualClock clock = new ManualClock(1_000_000);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FaultMeters meters = new FaultMeters(registry, clock, Duration.ofMinutes(10));

  private void enter(RunId runId, String fault, FaultPhase... phases) {
    for (FaultPhase phase : phases) {
      meters.entered(
          new FaultEvent(
              runId, fault, "proxy-latency", "payments", phase, clock.epochMicros(), ""));
    }
  }

  private double gauge(String name, String fault) {
    return registry.get(name).tag("fault", fault).gauge().value();
  }

  @Test
  void everyPhaseIsThereFromTheStart() {
    assertThat(registry.get("faultline.faults").counters())
        .hasSize(FaultPhase.values().length)
        .allMatch(counter -> counter.count() == 0);
    assertThat(registry.get("faultline.fault.duration.limit").gauge().value()).isEqualTo(600);
  }

  @Test
  void aFaultIsActiveUntilItIsHealedAndItsAgeGrowsMeanwhile() {
    enter(RUN, "slow", FaultPhase.PLANNED);
    assertThat(gauge("faultline.fault.active", "slow")).isZero();

    enter(RUN, "slow", FaultPhase.INJECTING, FaultPhase.ACTIVE);
    clock.advance(Duration.ofSeconds(3));
    enter(RUN, "slow", FaultPhase.HEALING);
    assertThat(gauge("faultline.fault.active", "slow")).isEqualTo(1);
    assertThat(gauge("faultline.fault.active.seconds", "slow")).isEqualTo(3);

    enter(RUN, "slow", FaultPhase.HEALED);
    assertThat(gauge("faultline.fault.active", "slow")).isZero();
    assertThat(gauge("faultline.fault.active.seconds", "slow")).isZero();
  }

  @Test
  void itIsShownUntilNothingOfItsLastRunIsLeft() {
    enter(RUN, "slow", FaultPhase.PLANNED, FaultPhase.INJECTING, FaultPhase.ACTIVE);
    enter(OTHER, "slow", FaultPhase.PLANNED, FaultPhase.INJECTING, FaultPhase.ACTIVE);
    assertThat(gauge("faultline.fault.active", "slow")).isEqualTo(2);

    meters.ended(RUN);
    assertThat(gauge("faultline.fault.active", "slow")).isEqualTo(1);

    meters.ended(OTHER);
    assertThat(registry.find("faultline.fault.active").gauge()).isNull();
    assertThat(registry.find("faultline.fault.active.seconds").gauge()).isNull();
  }

  @Test
  void theFaultsOfAnInjectorThatDiedAreCountedButNotShown() {
    enter(RUN, "slow", FaultPhase.HEALING, FaultPhase.HEALED, FaultPhase.ABORTED);

    assertThat(registry.find("faultline.fault.active").gauge()).isNull();
    assertThat(registry.get("faultline.faults").tag("phase", "aborted").counter().count())
        .isEqualTo(1);
  }

  @Test
  void moreNamesThanAPersonCanReadShareALabel() {
    for (int i = 0; i < 150; i++) {
      enter(RUN, "fault-" + i, FaultPhase.PLANNED, FaultPhase.INJECTING, FaultPhase.ACTIVE);
    }

    assertThat(registry.get("faultline.fault.active").gauges()).hasSize(101);
    assertThat(gauge("faultline.fault.active", "other")).isEqualTo(50);
  }
}
