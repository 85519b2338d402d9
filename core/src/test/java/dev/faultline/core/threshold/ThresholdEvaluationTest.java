package dev.faultline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThresholdEvaluationTest {

  private static final RunId RUN = new RunId(new UUID(0x7000L, 1L << 63));
  private static final long SECOND = 1_000_000;

  @Test
  void latenciesAreInMillisecondsAndComeFromAllWindowsTogether() {
    // Two windows whose own 95th percentiles are 10 ms and 1000 ms.
    WindowStats fast = responses("browse", "home", 0, LongStream.range(0, 99).map(_ -> 10_000));
    WindowStats slow = responses("browse", "home", 1, LongStream.of(1_000_000));

    assertThat(observed("response_time", "p(95)<500", fast, slow)).isCloseTo(10, within(0.02));
    assertThat(observed("response_time", "p(100)<500", fast, slow)).isCloseTo(1000, within(1.0));
    assertThat(observed("response_time", "max<1", fast, slow)).isCloseTo(1000, within(1.0));
    assertThat(observed("response_time", "min<1", fast, slow)).isCloseTo(10, within(0.02));
    assertThat(observed("response_time", "med<1", fast, slow)).isCloseTo(10, within(0.02));
    assertThat(observed("response_time", "avg<1", fast, slow)).isCloseTo(19.9, within(0.1));
  }

  @Test
  void serviceTimeIsAMetricOfItsOwn() {
    WindowStats window = window("browse", "home", 0).service(5_000).response(50_000).build();

    assertThat(observed("service_time", "max<1", window)).isCloseTo(5, within(0.01));
  }

  @Test
  void iterationsAsWholesAreNoRequestsUnlessTheyAreNamed() {
    WindowStats request = responses("browse", "home", 0, LongStream.of(10_000));
    WindowStats whole = responses("browse", "iteration", 0, LongStream.of(1_000_000));

    assertThat(observed("response_time", "max<1", request, whole)).isCloseTo(10, within(0.02));
    assertThat(
            observed(
                "requests",
                "count<1",
                window("browse", "home", 0).outcome(Outcome.OK, 3).build(),
                window("browse", "iteration", 0).outcome(Outcome.OK, 1).build()))
        .isEqualTo(3);
    assertThat(observed("response_time{step:iteration}", "max<1", request, whole))
        .isCloseTo(1000, within(1.0));
  }

  @Test
  void failedIsTheShareOfResultsThatWereNotSuccessful() {
    WindowStats one =
        window("browse", "home", 0).outcome(Outcome.OK, 90).outcome(Outcome.ERROR, 3).build();
    WindowStats two =
        window("browse", "pay", 0)
            .outcome(Outcome.TIMEOUT, 3)
            .outcome(Outcome.CHECK_FAILED, 4)
            .build();

    assertThat(observed("failed", "rate<1", one, two)).isEqualTo(0.1);
  }

  @Test
  void droppedCountsAScenariosArrivalsOnceHoweverManyStepsItHas() {
    WindowStats[] windows = {
      window("browse", "home", 0).arrivals(100, 10).build(),
      window("browse", "pay", 0).arrivals(100, 10).build(),
      window("search", "query", 0).arrivals(100, 0).build(),
      window("browse", "home", 1).arrivals(100, 20).build(),
      window("browse", "pay", 1).arrivals(100, 20).build(),
      window("search", "query", 1).arrivals(100, 0).build(),
    };

    assertThat(observed("dropped", "rate<1", windows)).isEqualTo(30 / 400.0);
    assertThat(observed("dropped{scenario:browse}", "rate<1", windows)).isEqualTo(30 / 200.0);
    assertThat(observed("dropped_iterations", "count<1", windows)).isEqualTo(30);
    assertThat(observed("dropped_iterations{scenario:browse}", "rate<1", windows)).isEqualTo(15);
  }

  @Test
  void requestsAreCountedAndDividedByTheTimeThatTheWindowsSpan() {
    WindowStats[] windows = {
      window("browse", "home", 10).outcome(Outcome.OK, 30).build(),
      window("browse", "pay", 10).outcome(Outcome.ERROR, 10).build(),
      window("browse", "home", 11).build(),
      window("browse", "home", 13).outcome(Outcome.OK, 40).build(),
    };

    assertThat(observed("requests", "count>1", windows)).isEqualTo(80);
    assertThat(observed("requests", "rate>1", windows)).isEqualTo(20);
  }

  @Test
  void requestsAreCountedByStatusOrOutcome() {
    WindowStats[] windows = {
      window("browse", "home", 0).status(200, 5).status(503, 2).outcome(Outcome.OK, 5).build(),
      window("browse", "pay", 1).status(503, 1).outcome(Outcome.CHECK_FAILED, 3).build(),
    };

    assertThat(observed("requests{status:503}", "count<1", windows)).isEqualTo(3);
    assertThat(observed("requests{status:503,step:pay}", "count<1", windows)).isEqualTo(1);
    assertThat(observed("requests{status:404}", "count<1", windows)).isZero();
    assertThat(observed("requests{outcome:check_failed}", "rate<1", windows)).isEqualTo(1.5);
  }

  @Test
  void checksAreTheShareOfAnswersForWhichTheyHeld() {
    WindowStats window =
        window("browse", "home", 0)
            .outcome(Outcome.OK, 3)
            .outcome(Outcome.CHECK_FAILED, 1)
            .outcome(Outcome.TIMEOUT, 96)
            .build();

    assertThat(observed("checks", "rate>0.9", window)).isEqualTo(0.75);
  }

  @Test
  void bytesAreCounters() {
    WindowStats[] windows = {
      window("browse", "home", 0).bytes(10, 100).build(),
      window("browse", "pay", 1).bytes(30, 300).build(),
    };

    assertThat(observed("data_sent", "count<1", windows)).isEqualTo(40);
    assertThat(observed("data_received{step:pay}", "rate<1", windows)).isEqualTo(300);
    assertThat(observed("data_received", "rate<1", windows)).isEqualTo(200);
  }

  @Test
  void inFlightIsSummedOverTheScenariosOfASecondAndNotOverTheirSteps() {
    ThresholdEvaluation evaluation =
        evaluation("in_flight: value<1", "in_flight: min<1", "in_flight: max<1");
    int[] browse = {3, 7, 5};
    for (int second = 0; second < browse.length; second++) {
      evaluation.observe(window("browse", "home", second).inFlight(browse[second]).build());
      evaluation.observe(window("browse", "pay", second).inFlight(browse[second]).build());
      evaluation.observe(window("search", "query", second).inFlight(10).build());
      evaluation.observe(progress(second + 1, 0));
    }

    assertThat(evaluation.results())
        .extracting(result -> result.observed().orElseThrow())
        .containsExactly(15.0, 13.0, 17.0);
  }

  @Test
  void iterationsAreThoseThatTheRunHasCounted() {
    ThresholdEvaluation evaluation = evaluation("iterations: count<1", "iterations: rate<1");
    for (int second = 0; second < 4; second++) {
      evaluation.observe(window("browse", "home", second).build());
      evaluation.observe(progress(second + 1, 50L * (second + 1)));
    }

    assertThat(evaluation.results())
        .extracting(result -> result.observed().orElseThrow())
        .containsExactly(200.0, 50.0);
  }

  @Test
  void aBrokenThresholdEndsTheRunOnceItsDelayIsOverAndStaysAsItWas() {
    ThresholdEvaluation evaluation =
        new ThresholdEvaluation(
            List.of(
                ThresholdParser.parse("failed", "rate<0.5").abortingAfter(Duration.ofSeconds(2)),
                ThresholdParser.parse("requests", "count>100")));
    evaluation.observe(window("browse", "home", 0).outcome(Outcome.ERROR, 3).build());
    assertThat(evaluation.abort(0, SECOND)).isEmpty();

    ThresholdResult broken =
        new ThresholdResult(
            "failed", "rate<0.5", OptionalDouble.of(0.75), false, OptionalLong.of(2 * SECOND));
    evaluation.observe(window("browse", "home", 1).outcome(Outcome.OK, 1).build());
    assertThat(evaluation.abort(0, 2 * SECOND)).containsExactly(broken);

    evaluation.observe(window("browse", "home", 2).outcome(Outcome.OK, 96).build());
    assertThat(evaluation.abort(0, 3 * SECOND)).as("it ends once").isEmpty();
    assertThat(evaluation.results())
        .containsExactly(
            broken, new ThresholdResult("requests", "count>100", OptionalDouble.of(100), false));
  }

  @Test
  void whatHoldsOrWasNotMeasuredEndsNothing() {
    ThresholdEvaluation evaluation =
        new ThresholdEvaluation(
            List.of(
                ThresholdParser.parse("failed", "rate<0.5").abortingAfter(Duration.ZERO),
                ThresholdParser.parse("requests", "count>=0").abortingAfter(Duration.ZERO),
                ThresholdParser.parse("requests", "count>5")));
    evaluation.observe(window("browse", "home", 0).build());

    assertThat(evaluation.abort(0, SECOND)).isEmpty();
  }

  @Test
  void tagsChooseTheSeries() {
    WindowStats[] windows = {
      window("browse", "home", 0).outcome(Outcome.OK, 1).build(),
      window("browse", "pay", 0).outcome(Outcome.OK, 2).build(),
      window("search", "home", 0).outcome(Outcome.OK, 4).build(),
    };

    assertThat(observed("requests", "count>1", windows)).isEqualTo(7);
    assertThat(observed("requests{scenario:browse}", "count>1", windows)).isEqualTo(3);
    assertThat(observed("requests{step:home}", "count>1", windows)).isEqualTo(5);
    assertThat(observed("requests{scenario:browse,step:home}", "count>1", windows)).isEqualTo(1);
  }

  @Test
  void whatWasNotMeasuredDoesNotHold() {
    WindowStats empty = window("browse", "home", 0).build();

    assertThat(evaluate(empty, "response_time", "p(95)<500")).isEqualTo(notMeasured());
    assertThat(evaluate(empty, "failed", "rate<1")).isEqualTo(notMeasured());
    assertThat(evaluate(empty, "dropped", "rate<1")).isEqualTo(notMeasured());
    assertThat(evaluate(empty, "requests{step:other}", "count<5")).isEqualTo(notMeasured());
  }

  @Test
  void noRequestsInAWindowAreAMeasuredZero() {
    assertThat(observed("requests", "count<5", window("browse", "home", 0).build())).isZero();
  }

  @Test
  void resultsFollowTheWindowsAsTheyCome() {
    ThresholdEvaluation evaluation =
        new ThresholdEvaluation(
            List.of(
                ThresholdParser.parse("http_req_failed{scenario:browse}", "rate < 0.5"),
                ThresholdParser.parse("requests", "count>=10")));
    assertThat(evaluation.results()).extracting(ThresholdResult::held).containsOnly(false);

    evaluation.observe(window("browse", "home", 0).outcome(Outcome.OK, 5).build());
    assertThat(evaluation.results())
        .containsExactly(
            new ThresholdResult(
                "http_req_failed{scenario:browse}", "rate < 0.5", OptionalDouble.of(0), true),
            new ThresholdResult("requests", "count>=10", OptionalDouble.of(5), false));

    evaluation.observe(window("browse", "home", 1).outcome(Outcome.ERROR, 5).build());
    assertThat(evaluation.results())
        .containsExactly(
            new ThresholdResult(
                "http_req_failed{scenario:browse}", "rate < 0.5", OptionalDouble.of(0.5), false),
            new ThresholdResult("requests", "count>=10", OptionalDouble.of(10), true));
  }

  private static ThresholdEvaluation evaluation(String... thresholds) {
    return new ThresholdEvaluation(
        Arrays.stream(thresholds)
            .map(written -> written.split(": "))
            .map(parts -> ThresholdParser.parse(parts[0], parts[1]))
            .toList());
  }

  private static RunProgress progress(long second, long completed) {
    return new RunProgress(
        RUN, second * SECOND, false, 0, 0, completed, 0, 0, 0, GeneratorHealth.PERFECT);
  }

  private static double observed(String selector, String expression, WindowStats... windows) {
    ThresholdEvaluation evaluation =
        new ThresholdEvaluation(List.of(ThresholdParser.parse(selector, expression)));
    Arrays.stream(windows).forEach(evaluation::observe);
    return evaluation.results().getFirst().observed().orElseThrow();
  }

  private record Judgement(OptionalDouble observed, boolean held) {}

  private static Judgement notMeasured() {
    return new Judgement(OptionalDouble.empty(), false);
  }

  private static Judgement evaluate(WindowStats window, String selector, String expression) {
    ThresholdEvaluation evaluation =
        new ThresholdEvaluation(List.of(ThresholdParser.parse(selector, expression)));
    evaluation.observe(window);
    ThresholdResult result = evaluation.results().getFirst();
    return new Judgement(result.observed(), result.held());
  }

  private static WindowStats responses(
      String scenario, String step, long second, LongStream micros) {
    Window window = window(scenario, step, second);
    micros.forEach(window::response);
    return window.build();
  }

  private static Window window(String scenario, String step, long second) {
    return new Window(new Series(RUN, scenario, step), second * SECOND);
  }

  /** A window under construction. */
  private static final class Window {

    private final Series series;
    private final long startMicros;
    private final Map<Outcome, Long> outcomes = new java.util.EnumMap<>(Outcome.class);
    private final LatencyHistogram responseTime = new LatencyHistogram();
    private final LatencyHistogram serviceTime = new LatencyHistogram();
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private long sent;
    private long received;
    private long offered;
    private long dropped;
    private long inFlight;

    Window(Series series, long startMicros) {
      this.series = series;
      this.startMicros = startMicros;
    }

    Window outcome(Outcome outcome, long count) {
      outcomes.put(outcome, count);
      return this;
    }

    Window status(int status, long count) {
      statuses.put(status, count);
      return this;
    }

    Window bytes(long itsSent, long itsReceived) {
      sent = itsSent;
      received = itsReceived;
      return this;
    }

    Window inFlight(long count) {
      inFlight = count;
      return this;
    }

    Window response(long micros) {
      responseTime.record(micros);
      return this;
    }

    Window service(long micros) {
      serviceTime.record(micros);
      return this;
    }

    Window arrivals(long due, long notStarted) {
      offered = due;
      dropped = notStarted;
      return this;
    }

    WindowStats build() {
      return new WindowStats(
          series,
          startMicros,
          SECOND,
          outcomes,
          statuses,
          responseTime,
          serviceTime,
          sent,
          received,
          offered,
          dropped,
          inFlight,
          0,
          0,
          GeneratorHealth.PERFECT);
    }
  }
}
