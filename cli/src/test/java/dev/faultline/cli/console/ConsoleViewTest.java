package dev.faultline.cli.console;

import static dev.faultline.cli.console.RunFixture.fault;
import static dev.faultline.cli.console.RunFixture.progress;
import static dev.faultline.cli.console.RunFixture.regression;
import static dev.faultline.cli.console.RunFixture.started;
import static dev.faultline.cli.console.RunFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionPhase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleViewTest {

  private final StringWriter text = new StringWriter();
  private final ConsoleView view = new ConsoleView(new PrintWriter(text, true), Style.PLAIN);

  @BeforeEach
  void start() {
    view.runEvent(started());
    assertThat(taken()).containsExactly(" 00:00 load begins");
  }

  @Test
  void aSecondIsOneLine() {
    view.window(window(0, 98, 1, 4));
    view.progress(progress(1, 100, 99, 1));

    assertThat(taken())
        .containsExactly(
            "  time   offered  achieved       p50       p95       p99  errors dropped  now",
            " 00:01     100/s      99/s    4.0 ms    4.0 ms    4.0 ms       1       1");
  }

  @Test
  void ratesAreOfTheSecondAndNotOfTheRun() {
    view.progress(progress(1, 100, 99, 0));
    view.window(window(1, 150, 0, 1_200));
    view.progress(progress(2, 260, 249, 4));

    assertThat(taken().getLast())
        .isEqualTo(" 00:02     160/s     150/s    1.20 s    1.20 s    1.20 s       0       4");
  }

  @Test
  void latenciesOfSeveralSeriesAreMerged() {
    view.window(window(0, 90, 0, 10));
    view.window(window(0, 10, 0, 500));
    view.progress(progress(1, 100, 100, 0));

    assertThat(taken().getLast()).contains(" 10.0 ms ").contains(" 500 ms ");
  }

  @Test
  void aSecondWithoutAnswersHasNoLatency() {
    view.progress(progress(1, 100, 0, 0));

    assertThat(taken().getLast())
        .isEqualTo(" 00:01     100/s       0/s         -         -         -       0       0");
  }

  @Test
  void theHeaderComesBackNowAndThen() {
    for (int second = 1; second <= 41; second++) {
      view.progress(progress(second, second, second, 0));
    }

    assertThat(taken().stream().filter(line -> line.contains("offered"))).hasSize(3);
  }

  @Test
  void theLastProgressWithoutANewSecondIsNoLine() {
    view.progress(progress(1, 100, 99, 0));
    taken();
    view.progress(progress(1, 100, 100, 0));

    assertThat(taken()).isEmpty();
  }

  @Test
  void aFaultIsNewsWhenItTakesEffectAndWhenItIsHealed() {
    view.fault(fault(0, FaultPhase.PLANNED, "250 ms delay"));
    view.fault(fault(20, FaultPhase.INJECTING, ""));
    view.fault(fault(20.2, FaultPhase.ACTIVE, "251 ms observed"));
    view.progress(progress(21, 1, 1, 0));
    view.fault(fault(30, FaultPhase.HEALING, ""));
    view.fault(fault(30.1, FaultPhase.HEALED, ""));
    view.progress(progress(31, 2, 2, 0));

    assertThat(taken())
        .filteredOn(line -> !line.contains("offered"))
        .satisfiesExactly(
            line ->
                assertThat(line).isEqualTo(" 00:20 fault payments-latency ACTIVE: 251 ms observed"),
            line -> assertThat(line).startsWith(" 00:21 ").endsWith("  payments-latency ACTIVE"),
            line -> assertThat(line).isEqualTo(" 00:30 fault payments-latency HEALED"),
            line -> assertThat(line).startsWith(" 00:31 ").doesNotContain("payments-latency"));
  }

  @Test
  void aRegressionIsNewsWithItsAttribution() {
    view.regression(
        regression(RegressionPhase.OPENED, 20, OptionalLong.empty(), Attribution.UNEXPLAINED));
    view.progress(progress(23, 1, 1, 0));
    view.regression(
        regression(RegressionPhase.UPDATED, 20, OptionalLong.empty(), Attribution.UNEXPLAINED));
    view.regression(
        regression(RegressionPhase.UPDATED, 20, OptionalLong.empty(), Attribution.EXPLAINED));
    view.regression(
        regression(RegressionPhase.RESOLVED, 20, OptionalLong.of(1), Attribution.EXPLAINED));
    view.progress(progress(24, 2, 2, 0));

    String what = "checkout/place-order response time p95 14.2 ms -> 312 ms, ";
    assertThat(taken())
        .filteredOn(line -> !line.contains("offered"))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(" 00:23 regression opened: " + what + "UNEXPLAINED"),
            line -> assertThat(line).endsWith("  1 open regression"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        " 00:23 regression updated: " + what + "EXPLAINED by payments-latency"),
            line -> assertThat(line).startsWith(" 00:23 regression resolved: "),
            line -> assertThat(line).doesNotContain("open regression"));
  }

  @Test
  void coloursAreForTerminalsOnly() {
    assertThat(Style.of(true, Map.of())).isEqualTo(Style.COLOURS);
    assertThat(Style.of(true, Map.of("NO_COLOR", ""))).isEqualTo(Style.COLOURS);
    assertThat(Style.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Style.PLAIN);
    assertThat(Style.of(true, Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
    assertThat(Style.of(false, Map.of())).isEqualTo(Style.PLAIN);
    assertThat(Style.COLOURS.good("PASS")).isEqualTo("\u001b[32mPASS\u001b[0m");
  }

  private List<String> taken() {
    List<String> lines = text.toString().lines().toList();
    text.getBuffer().setLength(0);
    return lines;
  }
}
