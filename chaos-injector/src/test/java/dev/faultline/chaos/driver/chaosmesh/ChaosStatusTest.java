package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the status of an object is understood, in every state that its controllers leave it in. */
class ChaosStatusTest {

  @ParameterizedTest
  @CsvSource({
    // selected, not injected yet: AllRecovered is true
    "Run,  false, true,  Not Injected, Not Injected, false, false",
    "Run,  false, false, Injected,     Not Injected, false, false",
    // the records are ahead of the conditions
    "Run,  false, true,  Injected,     Injected,     false, false",
    "Run,  true,  false, Injected,     Injected,     true,  false",
    // deleted; the conditions are still those of before the injection
    "Stop, false, true,  Injected,     Injected,     false, false",
    "Stop, true,  false, Injected,     Injected,     false, false",
    "Stop, false, false, Not Injected, Injected,     false, false",
    // an injection that was stopped half way
    "Stop, false, false, Not Injected/Wait, Not Injected, false, false",
    "Stop, false, true,  Not Injected, Not Injected, false, true",
  })
  void onlyWhenAllAgreeIsItInjectedOrRecovered(
      String desired,
      boolean allInjected,
      boolean allRecovered,
      String first,
      String second,
      boolean injected,
      boolean recovered) {
    ChaosStatus status =
        status(
            """
            experiment:
              desiredPhase: %s
              containerRecords:
                - { id: shop/a, phase: %s }
                - { id: shop/b, phase: %s }
            conditions:
              - { type: AllInjected, status: '%s' }
              - { type: AllRecovered, status: '%s' }
            """
                .formatted(desired, first, second, word(allInjected), word(allRecovered)));

    assertThat(status.injected()).isEqualTo(injected);
    assertThat(status.recovered()).isEqualTo(recovered);
  }

  @Test
  void aFreshObjectIsNeither() {
    ChaosStatus status =
        ChaosStatus.of(
            Serialization.unmarshal("kind: NetworkChaos", GenericKubernetesResource.class));

    assertThat(status.injected()).isFalse();
    assertThat(status.recovered()).isFalse();
    assertThat(status.describe()).isEqualTo("its controller has not looked at it");
  }

  @Test
  void anObjectThatSelectedNothingIsNeither() {
    ChaosStatus status =
        status(
            """
            experiment: { desiredPhase: Stop }
            conditions: [{ type: AllRecovered, status: 'True' }]
            """);

    assertThat(status.recovered()).isFalse();
    assertThat(status.describe()).isEqualTo("it has selected no pod");
  }

  @Test
  void threeFailuresAtATargetThatIsNotThereYetAreHopeless() {
    ChaosStatus status = failing("Apply", 3);

    assertThat(status.hopelessInjection()).contains("shop/b: it does not work");
    assertThat(status.hopelessRecovery()).isEmpty();
    assertThat(status.describe()).isEqualTo("1 of 2 targets are injected");
  }

  @Test
  void threeFailuresAtATargetThatIsNotCleanYetAreHopeless() {
    ChaosStatus status = failing("Recover", 3);

    assertThat(status.hopelessRecovery()).contains("shop/a: it does not work");
    assertThat(status.hopelessInjection()).isEmpty();
  }

  @Test
  void twoFailuresAreNot() {
    assertThat(failing("Apply", 2).hopelessInjection()).isEmpty();
    assertThat(failing("Recover", 2).hopelessRecovery()).isEmpty();
  }

  /** Both targets have failed so often; one is injected all the same. */
  private static ChaosStatus failing(String operation, int times) {
    String event = "{ type: Failed, operation: %s, message: it does not work }";
    String events = String.join(", ", Collections.nCopies(times, event.formatted(operation)));
    return status(
        """
        experiment:
          desiredPhase: Run
          containerRecords:
            - { id: shop/a, phase: Injected, events: [%s, { type: Succeeded }] }
            - { id: shop/b, phase: Not Injected, events: [%s] }
        """
            .formatted(events, events));
  }

  private static String word(boolean is) {
    return is ? "True" : "False";
  }

  private static ChaosStatus status(String yaml) {
    return ChaosStatus.of(
        Serialization.unmarshal(
            "kind: NetworkChaos\nstatus:\n" + yaml.indent(2), GenericKubernetesResource.class));
  }
}
