package dev.faultline.chaos.driver.chaosmesh;

import static dev.faultline.chaos.Patience.await;
import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.FAILED;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.HEALING;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.core.fault.FaultPhase.PLANNED;
import static dev.faultline.core.fault.FaultPhase.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.testkit.ManualClock;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault's life in the hands of a Chaos Mesh that is played. */
class ChaosMeshLifecycleTest {

  private final ManualClock clock = new ManualClock(1_000_000);
  private final FakeCluster cluster = new FakeCluster();

  @BeforeEach
  void addPods() {
    cluster.addPods("shop", "payments", 4);
    cluster.addPods("data", "db", 2);
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "networkDelay: { latency: 250ms }",
        "networkLoss: { loss: 30 }",
        "networkPartition: { target: { namespace: data, labels: { app: db } } }",
        "networkBandwidth: { rate: 1mbps }",
        "podFailure: {}",
        "cpuStress: { workers: 2 }",
        "memoryStress: { workers: 4, size: 256MB }"
      })
  void followsTheStatusOfItsObject(String action) throws DriverException {
    try (CarriedFault fault = carry("{ fixed: 2 }", action)) {
      fault.begin();
      fault.await(ACTIVE);
      assertThat(cluster.objects()).singleElement().asString().startsWith("faultline-outage-");

      fault.end();
      fault.await(RECOVERED);

      assertThat(fault.phases())
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, RECOVERED);
      assertThat(fault.detail(ACTIVE))
          .isEqualTo("Chaos Mesh has injected it into shop/payments-1, shop/payments-2");
      assertThat(fault.detail(RECOVERED))
          .isEqualTo("Chaos Mesh has removed it; 4 pods are ready, 4 were before");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  void aKilledPodIsMissedAndThenReplaced() throws DriverException {
    cluster.chaosMesh().holdPods(true);
    try (CarriedFault fault = carry("one", "podKill: {}")) {
      fault.begin();
      fault.await(ACTIVE);
      assertThat(fault.detail(ACTIVE)).isEqualTo("pod payments-1 is gone");

      fault.end();
      fault.await(HEALED);
      assertThat(cluster.pods()).hasSize(3);
      assertThat(fault.phases()).doesNotContain(RECOVERED);

      cluster.chaosMesh().holdPods(false);
      fault.await(RECOVERED);
      assertThat(cluster.pods()).hasSize(4);
    }
  }

  @Test
  void whatIsSelectedAndNotInjectedIsNotActive() throws DriverException {
    cluster.chaosMesh().holdInjections(true);
    try (CarriedFault fault = carry("one", "networkLoss: { loss: 30 }")) {
      fault.begin();
      awaitDesired("Run");
      assertThat(fault.phases()).doesNotContain(ACTIVE);

      fault.turn(Duration.ofSeconds(8));
      fault.await(FAILED);

      assertThat(fault.phases()).containsExactly(PLANNED, INJECTING, HEALING, HEALED, FAILED);
      assertThat(fault.detail(FAILED)).startsWith("Chaos Mesh has not injected it in time: ");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  void healingLastsUntilChaosMeshHasRecoveredEveryTarget() throws DriverException {
    try (CarriedFault fault = carry("one", "networkDelay: { latency: 1s }")) {
      fault.begin();
      fault.await(ACTIVE);
      cluster.chaosMesh().holdRecoveries(true);
      fault.end();
      fault.await(HEALING);
      awaitDesired("Stop");
      fault.turn(Duration.ofSeconds(5));
      assertThat(fault.last().phase()).isEqualTo(HEALING);

      cluster.chaosMesh().holdRecoveries(false);
      fault.await(RECOVERED);
    }
  }

  @Test
  void whatChaosMeshSaysOfAFailureReachesTheUser() throws DriverException {
    cluster.chaosMesh().fail("unable to flush ip sets for pod payments-1");
    try (CarriedFault fault = carry("one", "networkDelay: { latency: 1s }")) {
      fault.begin();
      fault.await(FAILED);

      assertThat(fault.detail(FAILED))
          .isEqualTo(
              "Chaos Mesh cannot inject it into shop/payments-1:"
                  + " unable to flush ip sets for pod payments-1");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  void whatTheApiServerSaysOfARefusalReachesTheUser() throws DriverException {
    String denial =
        "admission webhook \"vauth.kb.io\" denied the request: injector is forbidden on namespace shop";
    cluster
        .server()
        .expect()
        .post()
        .withPath("/apis/chaos-mesh.org/v1alpha1/namespaces/shop/podchaos?fieldValidation=Strict")
        .andReturn(403, new StatusBuilder().withCode(403).withMessage(denial).build())
        .always();
    try (CarriedFault fault = carry("one", "podFailure: {}")) {
      fault.begin();
      fault.await(FAILED);

      assertThat(fault.detail(FAILED))
          .startsWith("the Kubernetes cluster refuses to create PodChaos shop/faultline-outage-")
          .endsWith(denial);
    }
  }

  @Test
  void thePodsAreCountedAgainBeforeTheInjection() throws DriverException {
    try (CarriedFault fault = carry("{ fixed: 2 }", "podFailure: {}")) {
      cluster.connect().pods().inNamespace("shop").withName("payments-4").delete();
      cluster.connect().pods().inNamespace("shop").withName("payments-3").delete();
      fault.begin();
      fault.await(FAILED);

      assertThat(fault.detail(FAILED))
          .isEqualTo(
              "fault 'outage' would hit 2 of 2 pods of shop/app=payments, and at most 1 are"
                  + " allowed; see faultline.guard.max-pods-percent");
    }
  }

  @Test
  void anAbortedFaultLeavesNothing() throws DriverException {
    try (CarriedFault fault = carry("one", "cpuStress: { workers: 1 }")) {
      fault.begin();
      fault.await(ACTIVE);
      fault.stop("Ctrl-C");
      fault.await(ABORTED);

      // Chaos Mesh removes the object after it has undone the fault.
      await().untilAsserted(() -> assertThat(cluster.objects()).isEmpty());
    }
  }

  @Test
  void aSessionThatIsClosedInTheMiddleLeavesNothing() throws DriverException {
    try (CarriedFault fault = carry("one", "cpuStress: { workers: 1 }")) {
      fault.begin();
      fault.await(ACTIVE);
    }

    await().untilAsserted(() -> assertThat(cluster.objects()).isEmpty());
  }

  @Test
  void healingIsAllowedBeforeAnythingWasInjected() throws DriverException {
    try (CarriedFault fault = carry("one", "cpuStress: { workers: 1 }")) {
      fault.stop("never mind");
      fault.await(ABORTED);

      assertThat(fault.phases()).containsExactly(PLANNED, ABORTED);
    }
  }

  private CarriedFault carry(String mode, String action) throws DriverException {
    return new CarriedFault(cluster.driver(clock), clock, Faults.plan(mode, action));
  }

  private void awaitDesired(String phase) {
    await().untilAsserted(() -> assertThat(cluster.desiredPhases()).containsExactly(phase));
  }
}
