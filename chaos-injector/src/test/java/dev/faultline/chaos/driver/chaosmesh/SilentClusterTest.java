package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.testkit.ManualClock;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An API server that accepts connections and says nothing. */
class SilentClusterTest {

  private static final FaultSpec FAULT = Faults.fault("one", "podFailure: {}");

  private final ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Cluster cluster = new Cluster(ClusterOfEnvironment.client(config()));
  private final ChaosMeshInjection injection =
      new ChaosMeshInjection(
          cluster,
          new PodCheck(cluster, new Guard(GuardLimits.defaults())),
          FAULT,
          new ChaosObject(
              ChaosKind.POD, new Ownership(Faults.RUN, FAULT.name()), (PodAction) FAULT.action()),
          new ManualClock(1));

  SilentClusterTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    silent.close();
    injection.close();
    cluster.close();
  }

  @Test
  void nobodyWaitsForIt() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          injection.inject();
          assertThat(injection.effect()).isEmpty();
          assertThat(injection.heal()).isFalse();
          assertThat(injection.absence()).isEmpty();
        },
        "a request takes longer than that to be given up");
  }

  @Test
  void itIsGivenUpAndTold() {
    injection.inject();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThatThrownBy(injection::effect)
                    .isInstanceOf(DriverException.class)
                    .hasMessageStartingWith("the Kubernetes cluster at http://127.0.0.1:"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThatThrownBy(injection::heal)
                    .as("it may exist, so it is not healed")
                    .isInstanceOf(DriverException.class));
  }

  private Config config() {
    Config config = Config.empty();
    config.setMasterUrl("http://127.0.0.1:" + silent.getLocalPort());
    return config;
  }
}
