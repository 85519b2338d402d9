package dev.faultline.cli.report.figures;

import static dev.faultline.cli.report.SampleRun.CHECKOUT;
import static dev.faultline.cli.report.SampleRun.SECOND;
import static dev.faultline.cli.report.SampleRun.START;
import static dev.faultline.cli.report.SampleRun.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunFiguresTest {

  @Test
  void aPointOfAShortRunIsOneWindow() {
    RunFigures figures = RunFigures.of(SampleRun.demo());

    assertThat(figures.span()).contains(new TimeSpan(START, at(61)));
    assertThat(figures.bucketMicros()).isEqualTo(SECOND);
    assertThat(figures.steps()).hasSize(1);
    assertThat(figures.steps().getFirst().points()).hasSize(61);
    assertThat(figures.totals().requests()).isEqualTo(figures.steps().getFirst().count());
    assertThat(figures.totals().maxSchedulingLagMicros()).isEqualTo(1_400);
  }

  @Test
  void iterationsAsWholesAreNoRequests() {
    Series whole = new Series(CHECKOUT.runId(), CHECKOUT.scenario(), Series.ITERATION);
    RunRecord run =
        SampleRun.plain(
            "wholes",
            List.of(CHECKOUT, whole),
            List.of(SampleRun.window(CHECKOUT, 0), SampleRun.window(whole, 0)));

    RunFigures figures = RunFigures.of(run);

    assertThat(figures.steps()).extracting(StepFigures::step).contains("place-order", "iteration");
    assertThat(figures.totals().requests()).isEqualTo(figures.steps().getFirst().count());
    assertThat(figures.firstSteps()).extracting(StepFigures::step).containsExactly("iteration");
  }

  @Test
  void percentilesOfAPointComeFromItsMergedWindows() {
    StepFold fold = new StepFold("checkout", "place-order", START, 2 * SECOND);
    fold.add(window(0, 99, 1_000));
    fold.add(window(1, 1, 100_000));
    fold.add(window(2, 1, 50_000));

    StepFigures step = fold.finish();

    assertThat(step.points())
        .extracting(Point::startMicros, Point::coveredMicros, Point::completed)
        .containsExactly(tuple(at(0), 2 * SECOND, 100L), tuple(at(2), SECOND, 1L));
    // Averaging the two windows' medians would give about 50 ms.
    assertThat(step.points().getFirst().responseTime().orElseThrow().p50()).isEqualTo(1_000);
    assertThat(step.responseTime().count()).isEqualTo(101);
    assertThat(step.points().getLast().perSecond(1)).isEqualTo(1);
  }

  @Test
  void aSilentWindowHasAPointWithoutPercentiles() {
    StepFold fold = new StepFold("checkout", "place-order", START, SECOND);
    fold.add(SampleRun.silence(CHECKOUT, 0));

    Point silent = fold.finish().points().getFirst();

    assertThat(silent.responseTime()).isEmpty();
    assertThat(silent.offered()).isEqualTo(100);
    assertThat(silent.completed()).isZero();
  }

  @Test
  void anEightHourRunHasAtMostSixHundredPointsAndReadsEachWindowOnce() {
    WindowStats one = SampleRun.window(CHECKOUT, 10);
    List<Integer> reads = new ArrayList<>();
    List<WindowStats> windows =
        new AbstractList<>() {
          @Override
          public WindowStats get(int index) {
            reads.add(index);
            return new WindowStats(
                one.series(),
                at(index * 60),
                60 * SECOND,
                one.outcomes(),
                one.statuses(),
                one.responseTime(),
                one.serviceTime(),
                0,
                0,
                one.offered(),
                0,
                0,
                0,
                0,
                GeneratorHealth.PERFECT);
          }

          @Override
          public int size() {
            return 8 * 60;
          }
        };
    RunRecord run = SampleRun.plain("long", List.of(CHECKOUT), windows);
    reads.clear();

    RunFigures figures = RunFigures.of(run);

    assertThat(figures.bucketMicros()).isEqualTo(60 * SECOND);
    assertThat(figures.steps().getFirst().points()).hasSize(480);
    // Once each, and the first and the last again to learn the span and the size.
    assertThat(reads).hasSizeLessThanOrEqualTo(480 + 4);
  }

  @Test
  void bucketsAreNiceAndFew() {
    assertThat(bucketSeconds(60)).isEqualTo(1);
    assertThat(bucketSeconds(600)).isEqualTo(1);
    assertThat(bucketSeconds(601)).isEqualTo(2);
    assertThat(bucketSeconds(8 * 3_600)).isEqualTo(60);
    assertThat(bucketSeconds(30 * 86_400)).isEqualTo(2 * 3_600);
    assertThat(BucketSize.covering(new TimeSpan(START, at(60)), 10 * SECOND))
        .isEqualTo(10 * SECOND);
  }

  @Test
  void aStepOfThePlanWithoutWindowsIsStillThere() {
    RunFigures figures = RunFigures.of(SampleRun.neverStarted());

    assertThat(figures.span()).isEmpty();
    assertThat(figures.steps()).singleElement().returns(0L, StepFigures::count);
    assertThat(figures.totals().progress()).isEmpty();
    assertThat(figures.totals().completeness()).isEqualTo(1);
  }

  @Test
  void stepsStandInThePlansOrder() {
    List<Series> series =
        IntStream.of(3, 1, 2)
            .mapToObj(i -> new Series(SampleRun.ID, "scenario-" + i, "step"))
            .toList();
    List<WindowStats> windows =
        series.stream().sorted().map(one -> SampleRun.window(one, 0)).toList();

    assertThat(RunFigures.of(SampleRun.plain("order", series, windows)).steps())
        .extracting(StepFigures::scenario)
        .containsExactly("scenario-3", "scenario-1", "scenario-2");
  }

  @Test
  void aFaultsStoryIsWhatItsEventsTell() {
    FaultStory fault = RunFigures.of(SampleRun.demo()).faults().getFirst();

    assertThat(fault.atMicros(FaultPhase.INJECTING)).hasValue(at(20));
    assertThat(fault.endedMicros()).hasValue(at(30.1));
    assertThat(fault.lastPhase()).contains(FaultPhase.RECOVERED);
    assertThat(fault.effective()).contains(true);
    assertThat(fault.noEffect()).isFalse();
  }

  @Test
  void aFaultThatNobodyHeardOfHasNoPhases() {
    FaultStory fault = RunFigures.of(SampleRun.neverStarted()).faults().getFirst();

    assertThat(fault.name()).isEqualTo("payments-latency");
    assertThat(fault.kind()).isEqualTo("proxy-latency");
    assertThat(fault.phases()).isEmpty();
    assertThat(fault.endedMicros()).isEmpty();
  }

  private static long bucketSeconds(long seconds) {
    return BucketSize.covering(new TimeSpan(START, at(seconds)), SECOND) / SECOND;
  }

  private static WindowStats window(int second, int count, long latencyMicros) {
    LatencyHistogram latencies = new LatencyHistogram();
    IntStream.range(0, count).forEach(i -> latencies.record(latencyMicros));
    return new WindowStats(
        CHECKOUT,
        at(second),
        SECOND,
        Map.of(Outcome.OK, (long) count),
        new TreeMap<>(),
        latencies,
        latencies,
        0,
        0,
        count,
        0,
        0,
        0,
        0,
        GeneratorHealth.PERFECT);
  }
}
