package dev.faultline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
    assertThat(observed("dropped{scenario:browse,step:pay}", "rate<1", windows))
        .isEqualTo(30 / 200.0);
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
    private long offered;
    private long dropped;

    Window(Series series, long startMicros) {
      this.series = series;
      this.startMicros = startMicros;
    }

    Window outcome(Outcome outcome, long count) {
      outcomes.put(outcome, count);
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
          new TreeMap<>(),
          responseTime,
          serviceTime,
          0,
          0,
          offered,
          dropped,
          0,
          0,
          0,
          GeneratorHealth.PERFECT);
    }
  }
}
