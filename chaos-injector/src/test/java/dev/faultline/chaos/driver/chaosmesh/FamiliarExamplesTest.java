package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What teams have as YAML for Chaos Mesh can be said in a plan and comes out the same, but for the
 * schedule, which a plan has no use for, the lease, and that only running pods are chosen from.
 */
class FamiliarExamplesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          validator-partition  | all | networkPartition: { direction: both, target: { namespace: shop, labels: { app: node }, mode: { fixed: 1 } } } | action: partition, mode: all, direction: both, target: { mode: fixed, value: '1', selector: { namespaces: [shop], labelSelectors: { app: node } } }
          provider-daemon-kill | one | podKill: {}                                                         | action: pod-kill, mode: one, gracePeriod: 0
          memory-pressure      | one | memoryStress: { workers: 4, size: 256MB }                           | mode: one, stressors: { memory: { workers: 4, size: 256MB } }
          ml-inference-latency | all | networkDelay: { latency: 500ms, jitter: 100ms, correlation: 25 }    | action: delay, mode: all, delay: { latency: 500ms, jitter: 100ms, correlation: '25' }
          network-latency      | one | networkDelay: { latency: 100ms, jitter: 10ms, correlation: 25 }     | action: delay, mode: one, delay: { latency: 100ms, jitter: 10ms, correlation: '25' }
          """)
  void comeOutTheSame(String name, String mode, String action, String spec) {
    FaultSpec fault = Faults.fault(mode, action);

    Map<String, Object> made = Spec.of((PodAction) fault.action(), fault.duration());

    assertThat(map(Serialization.asJson(made)))
        .isEqualTo(
            map(
                "{ %s, duration: 10s, selector: { namespaces: [shop], labelSelectors: { app: payments } } }"
                    .formatted(spec)
                    .replace("namespaces:", "podPhaseSelectors: [Running], namespaces:")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String yaml) {
    return (Map<String, Object>) Serialization.unmarshal("it: " + yaml, Map.class).get("it");
  }
}
