package dev.faultline.chaos.driver.chaosmesh;

import static dev.faultline.chaos.Patience.await;
import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import dev.faultline.testkit.ManualClock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What injectors that died have left in the cluster, and what is none of Faultline's business. */
class LeftoversTest {

  private static final Plan PLAN = Faults.plan("one", "podFailure: {}");
  private static final FaultSpec FAULT = PLAN.faults().getFirst();
  private static final Duration LEASE = FAULT.duration().plus(Lease.MARGIN);

  private final ManualClock clock = new ManualClock(1_000_000);
  private final FakeCluster cluster = new FakeCluster();

  @BeforeEach
  void addPods() {
    cluster.addPods("shop", "payments", 2);
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void theFaultOfADeadInjectorIsFoundByItsLabelsAndUndone() throws DriverException {
    try (CarriedFault fault = new CarriedFault(cluster.driver(clock), clock, PLAN)) {
      fault.begin();
      fault.await(ACTIVE);
      FaultEvent last = fault.last();

      assertThat(cluster.driver(clock).healAbandoned(last))
          .isEqualTo("Chaos Mesh has undone it, and its object is removed");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  void aFaultThatNeverReachedTheClusterIsNothingToUndo() throws DriverException {
    assertThat(cluster.driver(clock).healAbandoned(left()))
        .isEqualTo("nothing of it is left in the cluster");
  }

  @Test
  void theFaultOfAnotherRunIsLeftAlone() throws DriverException {
    cluster.put(ChaosKind.POD, object(new RunId(new UUID(1, 1))));

    cluster.driver(clock).healAbandoned(left());

    assertThat(cluster.objects()).hasSize(1);
  }

  @Test
  void whatCannotBeUndoneIsTold() {
    cluster.put(ChaosKind.POD, object(Faults.RUN));
    await().until(() -> cluster.desiredPhases().contains("Run"));
    cluster.chaosMesh().holdRecoveries(true);

    assertThatThrownBy(() -> cluster.driver(clock).healAbandoned(left()))
        .isInstanceOf(DriverException.class)
        .hasMessageMatching(
            "PodChaos faultline-outage-\\w+ is deleted, but Chaos Mesh has not let go of it yet");
  }

  @Test
  void anObjectThatOutlivedItsLeaseIsRemovedWhenARunBegins() throws DriverException {
    cluster.put(ChaosKind.POD, object(new RunId(new UUID(1, 1))));
    clock.advance(LEASE.plus(Lease.GRACE).plusMillis(1));

    cluster.driver(clock).open(Faults.RUN, PLAN).close();

    await().untilAsserted(() -> assertThat(cluster.objects()).isEmpty());
  }

  @Test
  void anObjectWithinItsLeaseMayBeThatOfARunThatGoesOn() throws DriverException {
    cluster.put(ChaosKind.POD, object(new RunId(new UUID(1, 1))));
    clock.advance(LEASE.plus(Lease.GRACE));

    cluster.driver(clock).open(Faults.RUN, PLAN).close();

    assertThat(cluster.objects()).hasSize(1);
  }

  @Test
  void whatOthersMadeIsNeverRemovedEvenWhenItHasOurName() throws DriverException {
    GenericKubernetesResource foreign = object(Faults.RUN);
    foreign.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "helm"));
    cluster.put(ChaosKind.POD, foreign);
    clock.advance(Duration.ofDays(1));
    try (CarriedFault fault = new CarriedFault(cluster.driver(clock), clock, PLAN)) {
      fault.begin();
      fault.await(FAILED);

      assertThat(fault.detail(FAILED)).contains("refuses to create PodChaos shop/faultline-outage");
    }
    assertThat(cluster.objects()).containsExactly(foreign.getMetadata().getName());
  }

  private FaultEvent left() {
    PodAction action = (PodAction) FAULT.action();
    return new FaultEvent(
        Faults.RUN, FAULT.name(), action.kind(), action.target(), FaultPhase.INJECTING, 1, "");
  }

  private GenericKubernetesResource object(RunId run) {
    return new ChaosObject(
            ChaosKind.POD, new Ownership(run, FAULT.name()), (PodAction) FAULT.action())
        .resource(Lease.of(FAULT.duration(), clock));
  }
}
