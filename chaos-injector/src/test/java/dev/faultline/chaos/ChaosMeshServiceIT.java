package dev.faultline.chaos;

import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.HEALING;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.core.fault.FaultPhase.PLANNED;
import static dev.faultline.core.fault.FaultPhase.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.driver.chaosmesh.FakeCluster;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole injector, with a kubeconfig that leads to a cluster that is played. */
class ChaosMeshServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private final FakeCluster cluster = new FakeCluster();
  @TempDir private Path folder;
  private Path kubeconfig;

  @BeforeEach
  void nameTheCluster() throws IOException {
    cluster.addPods("shop", "payments", 2);
    kubeconfig = cluster.kubeconfig(folder);
    System.setProperty("kubeconfig", kubeconfig.toString());
  }

  @AfterEach
  void forgetTheCluster() {
    System.clearProperty("kubeconfig");
    cluster.close();
  }

  @Test
  void aFaultGoesThroughItsWholeLife() {
    try (ChaosInjectorService injector = injector(Set.of("shop"));
        RunScript run = run("10s")) {
      injector.start();
      List<FaultRecord> timeline = run.submit().awaitPrepared().start().awaitFinishedTimeline();

      assertThat(RunScript.phases(timeline, "lossy"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, RECOVERED);
      assertThat(RunScript.events(timeline).getFirst().kind()).isEqualTo("network-loss");
      assertThat(RunScript.events(timeline).getFirst().target()).isEqualTo("shop/app=payments");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  void aPlanThatTouchesANamespaceThatIsNotAllowedAbortsTheRun() {
    try (ChaosInjectorService injector = injector(Set.of());
        RunScript run = run("2s")) {
      injector.start();

      assertThat(run.submit().awaitRun(RunEvent.Aborted.class).reason())
          .startsWith("fault 'lossy' may not touch pods in namespace 'shop': none is allowed");
      assertThat(cluster.objects()).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  void theInjectorAfterAKilledOneUndoesItsFault() throws Exception {
    try (RunScript run = run("50s")) {
      try (InjectorProcess first =
          new InjectorProcess(broker.settings(), Map.of("KUBECONFIG", kubeconfig.toString()))) {
        run.submit().awaitPrepared().start().awaitPhase("lossy", ACTIVE);
        first.kill();
      }
      assertThat(cluster.objects()).as("what it left").hasSize(1);

      try (ChaosInjectorService second = injector(Set.of("shop"))) {
        second.start();
        List<FaultRecord> timeline = run.awaitFinishedTimeline();

        assertThat(RunScript.phases(timeline, "lossy"))
            .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, ABORTED);
        assertThat(RunScript.events(timeline).getLast().detail())
            .isEqualTo(
                "the injector was killed; Chaos Mesh has undone it, and its object is removed");
        assertThat(cluster.objects()).isEmpty();
      }
    }
  }

  private static RunScript run(String duration) {
    String fault =
        "lossy: { at: 0s, duration: %s, pods: { namespace: shop, labels: { app: payments } },"
                .formatted(duration)
            + " networkLoss: { loss: 30 } }";
    return new RunScript(broker, Plans.source("  faults:\n    " + fault + "\n").yaml());
  }

  private static ChaosInjectorService injector(Set<String> namespaces) {
    return new ChaosInjectorService(
        new KafkaSettings(broker.settings().bootstrapServers(), InjectorProcess.SHORT_SESSION),
        Clock.system(),
        new SimpleMeterRegistry(),
        GuardLimits.defaults().withPods(PodLimits.allowing(namespaces)));
  }
}
