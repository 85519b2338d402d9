package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodAction.NetworkPartition.Direction;
import dev.faultline.core.fault.PodMode;
import dev.faultline.core.fault.PodSelection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodFaultsTest {

  private static final PodSelection ONE = payments(new PodMode.One());

  @Test
  void networkFaults() {
    assertThat(
            action(
                "networkDelay: { latency: 250ms, jitter: 50ms, correlation: 25.5 }", "mode: one"))
        .isEqualTo(
            new PodAction.NetworkDelay(
                ONE, Duration.ofMillis(250), Duration.ofMillis(50), new BigDecimal("25.5")));
    assertThat(action("networkLoss: { loss: 30 }", "mode: all"))
        .isEqualTo(
            new PodAction.NetworkLoss(
                payments(new PodMode.All()), new BigDecimal(30), BigDecimal.ZERO));
    assertThat(
            action(
                "networkPartition: { direction: both,"
                    + " target: { namespace: data, labels: { app: db }, mode: { fixed: 1 } } }",
                "mode: { percent: 50 }"))
        .isEqualTo(
            new PodAction.NetworkPartition(
                payments(new PodMode.Percent(50)),
                Direction.BOTH,
                new PodSelection("data", Map.of("app", "db"), new PodMode.Fixed(1))));
    assertThat(action("networkBandwidth: { rate: 1mbps, limit: 100, buffer: 10 }", "mode: one"))
        .isEqualTo(new PodAction.NetworkBandwidth(ONE, "1mbps", 100, 10));
  }

  @Test
  void podAndStressFaults() {
    assertThat(action("podKill: { gracePeriod: 5s }", "mode: one"))
        .isEqualTo(new PodAction.PodKill(ONE, Duration.ofSeconds(5)));
    assertThat(action("podFailure: {}", "mode: one")).isEqualTo(new PodAction.PodFailure(ONE));
    assertThat(action("cpuStress: { workers: 2, load: 80 }", "mode: one"))
        .isEqualTo(new PodAction.CpuStress(ONE, 2, 80));
    assertThat(action("memoryStress: { workers: 4, size: 256MB }", "mode: one"))
        .isEqualTo(new PodAction.MemoryStress(ONE, 4, Optional.of("256MB")));
  }

  @Test
  void whatIsLeftOutIsTheLeast() {
    Plan plan =
        Plans.plan(
            "faults: { f: { at: 1s, duration: 5s,"
                + " pods: { namespace: shop, labels: { app: payments } }, podKill: } }\n");

    assertThat(plan.faults().getFirst().action())
        .isEqualTo(new PodAction.PodKill(ONE, Duration.ZERO));
    assertThat(plan.needsInjector()).isTrue();
  }

  @Test
  void actionsTellWhatTheyDoToWhom() {
    FaultAction delay = action("networkDelay: { latency: 1m30s }", "mode: { percent: 50 }");
    FaultAction cut =
        action("networkPartition: { target: { namespace: data, labels: { a: b } } }", "mode: all");

    assertThat(delay.target()).isEqualTo("shop/app=payments");
    assertThat(delay.describe()).isEqualTo("50 % of the pods of shop/app=payments: 1m30s delay");
    assertThat(cut.describe())
        .isEqualTo("all pods of shop/app=payments: nothing passes to one pod of data/a=b");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 10", "10, 1, 10", "11, 2, 10", "3, 2, 50", "4, 4, 100", "0, 0, 50"})
  void aShareOfPodsIsRoundedUp(int matching, int count, int percent) {
    assertThat(new PodMode.Percent(percent).count(matching)).isEqualTo(count);
  }

  @Test
  void aNumberOfPodsIsAtMostAllOfThem() {
    assertThat(new PodMode.Fixed(3).count(2)).isEqualTo(2);
    assertThat(new PodMode.One().count(0)).isZero();
    assertThat(new PodMode.All().count(7)).isEqualTo(7);
  }

  @Test
  void tellsEachMistake() {
    assertThat(
            problems(
                """
                faults:
                  proxied: { at: 1s, duration: 1s, proxy: db, podKill: {} }
                  unnamed: { at: 1s, duration: 1s, pods: { namespace: Shop, labels: {} }, podFailure: {} }
                  odd: { at: 1s, duration: 1s, pods: { namespace: a, labels: { a b: 'c d' }, mode: most }, netwrkLoss: { loss: 1 } }
                  load: { at: 1s, duration: 1s, pods: { namespace: a, labels: { a: b } }, latency: { delay: 1s } }
                """))
        .containsExactly(
            "plan.yaml:2:3: 'pods' in 'proxied' is missing;"
                + " expected a map with namespace and labels",
            "plan.yaml:2:36: 'proxy' beside 'podKill' in 'proxied';"
                + " expected 'pods', which 'podKill' is done to",
            "plan.yaml:3:55: 'Shop' is not a namespace;"
                + " expected a namespace of lower-case letters, digits and -",
            "plan.yaml:3:61: 'labels' is empty;"
                + " expected a map with at least one label such as { app: payments }",
            "plan.yaml:4:3: 'odd' has none of networkDelay, networkLoss, networkPartition,"
                + " networkBandwidth, podKill, podFailure, cpuStress, memoryStress;"
                + " expected exactly one of networkDelay, networkLoss, networkPartition,"
                + " networkBandwidth, podKill, podFailure, cpuStress, memoryStress",
            "plan.yaml:4:64: 'a b' is not the name of a label;"
                + " expected a label as Kubernetes has them, such as app or app.kubernetes.io/name",
            "plan.yaml:4:69: 'c d' is not the value of a label;"
                + " expected up to 63 letters, digits, - _ .",
            "plan.yaml:4:84: 'most' is not a mode;"
                + " expected one, all, { fixed: 2 } or { percent: 50 }",
            "plan.yaml:4:92: unknown key 'netwrkLoss' in 'odd'; did you mean 'networkLoss'?;"
                + " expected one of at, duration, proxy, pods, networkDelay, networkLoss,"
                + " networkPartition, networkBandwidth, podKill, podFailure, cpuStress,"
                + " memoryStress",
            "plan.yaml:5:3: 'proxy' in 'load' is missing; expected one of db",
            "plan.yaml:5:33: 'pods' beside 'latency' in 'load';"
                + " expected 'proxy', which 'latency' is done to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "networkDelay: {} | 'latency' in 'networkDelay' is missing; expected a duration above zero",
        "networkDelay: { latency: 1s, correlation: 101 } | '101' is not a percentage; expected a number from 0 to 100",
        "networkLoss: { loss: 0 } | '0' is not a percentage above 0;",
        "networkPartition: { direction: up, target: { namespace: a, labels: { b: c } } } | 'up' is not a direction; expected one of to, from, both",
        "networkPartition: {} | 'target' in 'networkPartition' is missing; expected a map with namespace and labels",
        "networkBandwidth: { rate: fast } | 'fast' is not a rate of bytes or bits;",
        "podKill: { gracePeriod: 100ms } | '100ms' is not whole seconds; expected whole seconds such as 0s",
        "cpuStress: { workers: 0, load: 80 } | '0' is not a number of workers; expected a whole number from 1 to 8192",
        "cpuStress: { workers: 1, loda: 80 } | unknown key 'loda' in 'cpuStress'; did you mean 'load'?",
        "memoryStress: { workers: 1, size: big } | 'big' is not an amount of memory;",
      })
  void tellsAWrongParameter(String action, String problem) {
    assertThat(problems(fault(action, "mode: one"))).singleElement().asString().contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mode: most | 'most' is not a mode; expected one, all, { fixed: 2 } or { percent: 50 }",
        "mode: { fixed: 0 } | '0' is not a count; expected a whole number from 1",
        "mode: { percent: 101 } | '101' is not a percentage; expected a whole number from 1 to 100",
        "mode: {} | 'mode' has none of fixed, percent; expected exactly one of fixed, percent",
      })
  void tellsAWrongMode(String mode, String problem) {
    assertThat(problems(fault("podKill: {}", mode))).singleElement().asString().contains(problem);
  }

  private static FaultAction action(String action, String mode) {
    return Plans.plan(fault(action, mode)).faults().getFirst().action();
  }

  private static String fault(String action, String mode) {
    return "faults: { f: { at: 1s, duration: 5s, pods: { namespace: shop,"
        + " labels: { app: payments }, %s }, %s } }%n".formatted(mode, action);
  }

  private static PodSelection payments(PodMode mode) {
    return new PodSelection("shop", Map.of("app", "payments"), mode);
  }
}
