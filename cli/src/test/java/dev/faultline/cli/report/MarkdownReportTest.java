package dev.faultline.cli.report;

import static dev.faultline.cli.report.SampleRun.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.window.Series;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

  private static String page(RunRecord run) {
    return MarkdownReport.page(run, RunFigures.of(run));
  }

  static Stream<RunRecord> runs() {
    return Stream.of(
        SampleRun.demo(),
        SampleRun.neverStarted(),
        SampleRun.aborted(),
        SampleRun.plain("no windows", List.of(CHECKOUT), List.of()),
        SampleRun.plain("silent", List.of(CHECKOUT), List.of(SampleRun.silence(CHECKOUT, 0))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theVerdictComesFirstAndEverySectionIsThere(RunRecord run) {
    String page = page(run);

    assertThat(page).startsWith("## " + Headline.of(run).sign() + " " + Headline.of(run).word());
    assertThat(page.lines().filter(line -> line.startsWith("### ")))
        .containsExactly(
            "### Thresholds", "### Faults", "### Regressions", "### Response time and results");
    assertThat(page).endsWith("\n").doesNotContain("](", "NaN", "Infinity");
  }

  @Test
  void withoutDataNothingIsCalledHealthy() {
    String page = page(SampleRun.neverStarted());

    assertThat(page)
        .startsWith("## ? NO VERDICT: checkout-demo")
        .contains("- The run did not start: port 18082 is taken.")
        .contains("NO\\_DATA: none was reported")
        .contains("| `checkout` | `place-order` | NO_DATA |");
  }

  @Test
  void anAbortedRunSaysSo() {
    assertThat(page(SampleRun.aborted()))
        .contains("- The run was ended early; what was measured until then stands.");
  }

  @Test
  void nothingThatAUserNamesBecomesMarkup() {
    String evil = "a|b\n# <script>*x*";
    Series series = new Series(SampleRun.ID, evil, evil);
    String page =
        page(SampleRun.plain(evil, List.of(series), List.of(SampleRun.window(series, 0))));

    assertThat(page)
        .startsWith("## ✓ PASS: a|b \\# \\<script\\>\\*x\\*\n")
        .contains("| `a\\|b # <script>*x*` | `a\\|b # <script>*x*` | ");
  }
}
