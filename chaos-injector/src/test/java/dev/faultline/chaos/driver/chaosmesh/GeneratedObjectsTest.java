package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.testkit.ManualClock;
import dev.faultline.testkit.SharedData;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object that can be made, held against the CustomResourceDefinitions of Chaos Mesh. */
class GeneratedObjectsTest {

  private static final Path EXAMPLES = Path.of("../plans/chaos-mesh.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "networkDelay: { latency: 1m30s }",
        "networkDelay: { latency: 100us, jitter: 50us, correlation: 99.9 }",
        "networkLoss: { loss: 0.5 }",
        "networkLoss: { loss: 100, correlation: 25 }",
        "networkPartition: { target: { namespace: data, labels: { app: db } } }",
        "networkPartition: { direction: both,"
            + " target: { namespace: data, labels: { app: db }, mode: { percent: 10 } } }",
        "networkBandwidth: { rate: 1mbps }",
        "networkBandwidth: { rate: 100kbit, limit: 1, buffer: 1 }",
        "podKill: {}",
        "podKill: { gracePeriod: 1m }",
        "podFailure: {}",
        "cpuStress: { workers: 1 }",
        "cpuStress: { workers: 8192, load: 100 }",
        "memoryStress: { workers: 1 }",
        "memoryStress: { workers: 4, size: 50% }"
      })
  void areValid(String action) throws IOException {
    for (String mode : List.of("one", "all", "{ fixed: 2 }", "{ percent: 50 }")) {
      assertThat(problems(Faults.fault(mode, action))).isEmpty();
    }
  }

  @Test
  void thoseOfTheExamplePlanAreValidToo() throws IOException {
    Plan plan = examples();

    assertThat(plan.faults())
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(problems(fault)).isEmpty());
  }

  /** An action that is added and not put into the example is found here. */
  @Test
  void theExamplePlanHasEveryActionThatThereIs() throws IOException {
    assertThat(examples().faults())
        .<Class<?>>extracting(fault -> fault.action().getClass())
        .contains(PodAction.class.getPermittedSubclasses());
  }

  @Test
  void noFieldIsDroppedOnTheWayToTheObject() {
    GenericKubernetesResource object =
        object(
            Faults.fault(
                "{ fixed: 2 }",
                "networkDelay: { latency: 250ms, jitter: 50ms, correlation: 25.5 }"));

    assertThat(object.<Object>get("spec"))
        .isEqualTo(
            Map.of(
                "action",
                "delay",
                "delay",
                Map.of("latency", "250ms", "jitter", "50ms", "correlation", "25.5"),
                "selector",
                Map.of(
                    "namespaces", List.of("shop"),
                    "labelSelectors", Map.of("app", "payments"),
                    "podPhaseSelectors", List.of("Running")),
                "mode",
                "fixed",
                "value",
                "2",
                "duration",
                "25s"));
  }

  @Test
  void theObjectLivesBesideThePodsAndCarriesItsMarks() {
    GenericKubernetesResource object = object(Faults.fault("one", "podFailure: {}"));

    assertThat(object.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(object.getMetadata().getLabels())
        .containsOnly(
            Map.entry("app.kubernetes.io/managed-by", "faultline"),
            Map.entry("faultline.dev/run-id", Faults.RUN.toString()),
            Map.entry("faultline.dev/fault", "outage"));
    assertThat(object.getMetadata().getAnnotations())
        .containsExactly(Map.entry("faultline.dev/lease-ends", "1970-01-01T00:00:25Z"));
  }

  private static List<String> problems(FaultSpec fault) throws IOException {
    GenericKubernetesResource object = object(fault);
    String file = "chaos-mesh.org_%s.yaml".formatted(object.getKind().toLowerCase(Locale.ROOT));
    return CrdSchema.read(SharedData.require("chaos-mesh-crds").resolve(file)).problems(object);
  }

  private static GenericKubernetesResource object(FaultSpec fault) {
    PodAction action = (PodAction) fault.action();
    return new ChaosObject(
            ChaosKind.of(action.kind()).orElseThrow(),
            new Ownership(Faults.RUN, fault.name()),
            action)
        .resource(Lease.of(fault.duration(), new ManualClock(0)));
  }

  private static Plan examples() throws IOException {
    PlanSource source = new PlanSource(EXAMPLES.toString(), Files.readString(EXAMPLES), Map.of());
    return switch (PlanReader.read(source)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
    };
  }
}
