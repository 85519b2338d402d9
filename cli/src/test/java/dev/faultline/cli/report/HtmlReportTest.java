package dev.faultline.cli.report;

import static dev.faultline.cli.report.SampleRun.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

  private static final String LATENCY = "//figure[1]";

  private static Page page(RunRecord run) {
    return Page.parse(HtmlReport.page(run, RunFigures.of(run)));
  }

  static Stream<RunRecord> runs() {
    return Stream.of(
        SampleRun.demo(),
        SampleRun.neverStarted(),
        SampleRun.aborted(),
        SampleRun.plain("no windows", List.of(CHECKOUT), List.of()),
        SampleRun.plain("one", List.of(CHECKOUT), List.of(SampleRun.window(CHECKOUT, 0))),
        SampleRun.plain("silent", List.of(CHECKOUT), List.of(SampleRun.silence(CHECKOUT, 0))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void thePageOfAnyRunIsWellFormedAndNeedsNoNetwork(RunRecord run) {
    Page page = page(run);

    assertThat(page.count("//h1")).isEqualTo(1);
    assertThat(page.count("//h2")).isEqualTo(7);
    assertThat(page.count("//*[@src or @href]")).isZero();
    assertThat(page.source()).doesNotContain("http-equiv", "@import", "url(", "NaN", "Infinity");
  }

  @Test
  void theVerdictStandsOnTopWithItsReason() {
    Page page = page(SampleRun.demo());

    assertThat(page.text("//h1")).contains("FAIL");
    assertThat(page.text("//header")).contains("no injected fault explains it", "Demo:");
    assertThat(page(SampleRun.neverStarted()).text("//header"))
        .contains("NO VERDICT", "port 18082 is taken");
    assertThat(page(SampleRun.aborted()).text("//header")).contains("INCONCLUSIVE", "ended early");
  }

  @Test
  void everyChartHasOneBandPerFaultFromInjectingToHealed() {
    Page page = page(SampleRun.demo());

    assertThat(page.count("//figure")).isEqualTo(3);
    for (int figure = 1; figure <= 3; figure++) {
      String band = "//figure[" + figure + "]//*[@data-fault='payments-latency']";
      assertThat(page.count(band)).isEqualTo(1);
      assertThat(page.percent(band, "x")).isCloseTo(100 * 20 / 61.0, within());
      assertThat(page.percent(band, "width")).isCloseTo(100 * 10.1 / 61, within());
    }
    assertThat(page.text(LATENCY + "//*[@class='fault']")).isEqualTo("payments-latency");
  }

  @Test
  void regressionsAreMarkedFromOnsetToEndAndNamedByAttribution() {
    Page page = page(SampleRun.demo());
    String explained = LATENCY + "//*[@class='mark explained']";
    String unexplained = LATENCY + "//*[@class='mark unexplained']";

    assertThat(page.text(explained)).isEqualTo("R1 EXPLAINED");
    assertThat(page.percent(explained + "/rect", "x")).isCloseTo(100 * 20 / 61.0, within());
    assertThat(page.percent(explained + "/rect", "width")).isCloseTo(100 * 11 / 61.0, within());
    assertThat(page.percent(explained + "/circle", "cx")).isCloseTo(100 * 23 / 61.0, within());
    assertThat(page.text(unexplained)).isEqualTo("R2 UNEXPLAINED");
    assertThat(page.percent(unexplained + "/rect", "x")).isCloseTo(100 * 46 / 61.0, within());
    assertThat(page.percent(unexplained + "/rect", "width")).isCloseTo(100 * 15 / 61.0, within());
  }

  @Test
  void theTablesHoldTheEvidence() {
    Page page = page(SampleRun.demo());

    assertThat(page.text("//section[@id='regressions']"))
        .contains(
            "EXPLAINED",
            "payments-latency",
            "+20.0 s",
            "33.1 ms → 331 ms",
            "2.7 s",
            "0.9 s",
            "No fault was active at its onset");
    assertThat(page.text("//section[@id='faults']"))
        .contains("+20.3 s", "RECOVERED +30.4 s", "ACTIVE: first chunk held back for 246 ms");
    assertThat(page.text("//section[@id='thresholds']"))
        .contains("p(95)<500", "284 ms", "0.0007", "held");
    assertThat(page.text("//section[@id='load']")).contains("5,760", "1.40 ms");
    assertThat(page.count("//table[not(caption)]")).isZero();
    assertThat(page.count("//table//th[not(@scope)]")).isZero();
  }

  @Test
  void missingWindowsAreAGapAndNoData() {
    Page page =
        page(
            SampleRun.plain(
                "gap",
                List.of(CHECKOUT),
                SampleRun.windows(CHECKOUT, 60, second -> second < 10 || second >= 40)));

    String gap = LATENCY + "//*[@class='no-data']/rect";
    assertThat(page.count(gap)).isEqualTo(1);
    assertThat(page.percent(gap, "x")).isCloseTo(100 * 10 / 60.0, within());
    assertThat(page.percent(gap, "width")).isCloseTo(50, within());
    assertThat(page.text(LATENCY + "//*[@class='no-data']")).isEqualTo("NO_DATA");
    assertThat(
            page.attribute(LATENCY + "//*[@class='line p95']", "d").chars().filter(c -> c == 'M'))
        .as("pieces of the line")
        .hasSize(2);
  }

  @Test
  void withoutDataNothingIsCalledHealthy() {
    assertThat(page(SampleRun.neverStarted()).text("//section[@id='regressions']"))
        .contains("NO_DATA");
    assertThat(page(SampleRun.neverStarted()).text("//dl")).contains("Regressions–", "p95–NO_DATA");
  }

  @Test
  void nothingThatAUserNamesBecomesMarkup() {
    String evil = "<script>alert(1)</script>\"'&\u0000";
    Series series = new Series(SampleRun.ID, evil, evil);
    Page page = page(SampleRun.plain(evil, List.of(series), List.of(SampleRun.window(series, 0))));

    assertThat(page.count("//script")).isEqualTo(1);
    assertThat(page.text("//header")).contains("<script>alert(1)</script>\"'&\uFFFD");
  }

  @Test
  void ofManyStepsTheTwelveWithTheMostResultsAreDrawn() {
    List<Series> series =
        IntStream.range(0, 20)
            .mapToObj(i -> new Series(SampleRun.ID, "scenario-" + i / 4, "step-" + i))
            .toList();
    List<WindowStats> windows = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      for (Series one : series.subList(0, 15 + second)) {
        windows.add(SampleRun.window(one, second));
      }
    }
    Page page = page(SampleRun.plain("many", series, windows));

    assertThat(page.count("//figure")).isEqualTo(12 + 1);
    assertThat(page.text("//section[@id='over-time']"))
        .contains("The 12 steps with the most results of 20");
    assertThat(page.count("//section[@id='steps']//table[1]//tbody/tr")).isGreaterThanOrEqualTo(20);
    assertThat(page.text("//section[@id='steps']")).contains("NO_DATA");
  }

  @Test
  void everyBucketHasAReading() {
    Page page = page(SampleRun.demo());

    assertThat(page.attribute(LATENCY, "data-readings").split("\\|"))
        .hasSize(61)
        .startsWith("0 s · p50 29.0\u00A0ms · p95 33.2\u00A0ms · p99 34.0\u00A0ms");
  }

  @Test
  void drawingsHaveATitleAndADescription() {
    Page page = page(SampleRun.demo());

    assertThat(page.count("//*[@class='plot']/*[@role='img'][@aria-labelledby]")).isEqualTo(3);
    assertThat(page.text(LATENCY + "//*[local-name()='desc']"))
        .contains("1 fault bands, 2 regressions");
  }

  /** Positions have two decimals. */
  private static Offset<Double> within() {
    return Offset.offset(0.006);
  }
}
