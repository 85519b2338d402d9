package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultline.cli.compare.SummaryFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private SummaryFile baseline;
  private SummaryFile current;

  @BeforeEach
  void twoRunsThatAreAlike() throws Exception {
    baseline = SummaryFile.in(folder.resolve("a"));
    current = SummaryFile.in(folder.resolve("b"));
  }

  @Test
  void runsThatAreAlikePass() {
    assertThat(analyze()).isZero();

    assertThat(out.toString())
        .startsWith("baseline  PASS, run 0198e4a1-7c00-7000-8000-000000000001 of checkout-demo\n")
        .contains("checkout / place-order\n", "  p95 ", "  throughput ")
        .endsWith("PASS: nothing is worse than the baseline by more than 10 %\n")
        .doesNotContain("note:");
  }

  @Test
  void aPercentileThatRosePastTheThresholdFails() throws Exception {
    current.p95(340);

    assertThat(analyze()).isEqualTo(99);
    assertThat(out.toString())
        .containsPattern("  p95 +298 ms +340 ms +\\+14\\.1 % +worse\n")
        .endsWith("FAIL: 1 of 5 figures worse than the baseline by more than 10 %\n");
    assertThat(analyze("--threshold", "15")).isZero();
    assertThat(analyze("--threshold", "2.5")).isEqualTo(99);
  }

  @Test
  void improvementsNeverFail() throws Exception {
    baseline.p95(900).withStep(step -> step.put("errorRate", 0.5).put("count", 100));

    assertThat(analyze("--threshold", "0")).isZero();
    assertThat(out.toString()).containsPattern("p95 +900 ms +298 ms +-66\\.9 %\n");
  }

  @Test
  void errorsAfterABaselineWithoutAnyFailInPercentagePoints() throws Exception {
    baseline.withStep(step -> step.put("errorRate", 0.0));
    current.withStep(step -> step.put("errorRate", 0.02));

    assertThat(analyze("--threshold", "1000")).isEqualTo(99);
    assertThat(out.toString()).containsPattern("error rate +0 % +2 % +\\+2\\.00 pp +worse\n");
  }

  @Test
  void lessThroughputFailsAndAnotherLoadIsToldApart() throws Exception {
    current
        .withStep(step -> step.put("count", 3_000))
        .with(summary -> ((ObjectNode) summary.get("totals")).put("offeredPerSecond", 50));

    assertThat(analyze()).isEqualTo(99);
    assertThat(out.toString())
        .containsPattern("throughput +94\\.5/s +49\\.2/s +-47\\.9 % +worse\n")
        .contains("note: the load was not the same: 94.4/s and 50/s arrivals were due\n");
  }

  @Test
  void aRunThatIsInconclusiveOrHasNoVerdictDecidesBeforeAllElse() throws Exception {
    current.p95(900).with(summary -> summary.put("verdict", "INCONCLUSIVE"));
    assertThat(analyze()).isEqualTo(3);
    assertThat(out.toString()).endsWith("INCONCLUSIVE: the current run is INCONCLUSIVE\n");

    baseline.with(summary -> summary.putNull("verdict"));
    assertThat(analyze()).isEqualTo(3);
    assertThat(out.toString()).endsWith("INCONCLUSIVE: the baseline has no verdict\n");
  }

  @Test
  void aFigureWithoutDataIsUnknownAndNeverAPass() throws Exception {
    baseline.withStep(
        step -> step.putNull("responseTimeMillis").putNull("errorRate").put("count", 0));

    assertThat(analyze()).isEqualTo(3);
    assertThat(out.toString())
        .containsPattern("p50 +NO_DATA +31\\.6 ms +– +unknown\n")
        .endsWith("INCONCLUSIVE: NO_DATA for 4 of 5 figures\n");
  }

  @Test
  void aStepThatStoppedAnsweringFailsByItsThroughput() throws Exception {
    current.withStep(
        step -> step.putNull("responseTimeMillis").putNull("errorRate").put("count", 0));

    assertThat(analyze()).isEqualTo(99);
    assertThat(out.toString()).containsPattern("throughput +94\\.5/s +0/s +-100\\.0 % +worse\n");
  }

  @Test
  void stepsOfOneRunOnlyAreShownAndNotJudged() throws Exception {
    baseline.plusStep("pay");
    current.plusStep("ship");

    assertThat(analyze()).isZero();
    assertThat(out.toString())
        .contains("checkout / pay  only in the baseline\n")
        .contains("checkout / ship  only in the current run\n");
  }

  @Test
  void runsWithoutACommonStepAreABadArgument() throws Exception {
    current.withStep(step -> step.put("step", "ship"));

    assertThat(analyze()).isEqualTo(104);
    assertThat(err.toString())
        .isEqualTo(
            "%s/a/summary.json and %s/b/summary.json: the runs have no step in common;"
                    .formatted(folder, folder)
                + " expected two runs of one plan\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aRunThatIsNotThereIsABadArgument() {
    assertThat(execute(folder.resolve("nowhere"), folder.resolve("b"))).isEqualTo(104);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("nowhere: there is no such file");
  }

  @Test
  void markdownIsForComments() throws Exception {
    current
        .p95(340)
        .plusStep("ship|it")
        .with(summary -> summary.withObject("run").put("plan", "*"));

    assertThat(analyze("--markdown")).isEqualTo(99);
    assertThat(out.toString())
        .startsWith("## Compared with the baseline: FAIL\n")
        .contains("- the runs are of different plans: checkout-demo and \\*\n")
        .contains("| Scenario | Step | Figure |  | Baseline | Current | Change |\n")
        .contains(
            "| `checkout` | `place-order` | p95 | **worse** | 298\u00A0ms | 340\u00A0ms |"
                + " +14.1\u00A0% |\n")
        .contains("| `checkout` | `ship\\|it` | only in the current run |");
  }

  @Test
  void theRulesAreInTheHelp() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).containsPattern("\\n  analyze +Compares a run with a baseline");

    assertThat(execute("analyze", "--help")).isZero();

    assertThat(out.toString()).contains("0.1 percentage points", "104", "99");
  }

  private int analyze(String... options) {
    return execute(folder.resolve("a"), folder.resolve("b"), options);
  }

  private int execute(Path one, Path other, String... options) {
    List<String> arguments = new ArrayList<>(List.of("analyze"));
    arguments.addAll(List.of("--baseline", one.toString(), "--current", other.toString()));
    arguments.addAll(List.of(options));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Faultline.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
