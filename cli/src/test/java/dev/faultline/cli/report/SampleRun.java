package dev.faultline.cli.report;

import dev.faultline.cli.run.Planted;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Made-up runs in the likeness of the demo: 60 s, ramp from 20 to 100 arrivals per second, 250 ms
 * more from second 20 to 30 with a fault that explains it, 60 ms more from second 46 without.
 */
public final class SampleRun {

  public static final RunId ID = RunId.parse("0198e4a1-7c00-7000-8000-000000000001");
  public static final long START =
      Instant.parse("2026-07-26T12:00:05Z").getEpochSecond() * 1_000_000;
  public static final long SECOND = 1_000_000;
  public static final Series CHECKOUT = new Series(ID, "checkout", "place-order");

  private SampleRun() {}

  public static long at(double seconds) {
    return START + Math.round(seconds * SECOND);
  }

  /** Verdict FAIL: one EXPLAINED and one UNEXPLAINED regression. */
  public static RunRecord demo() {
    List<RegressionEvent> regressions = List.of(explained(), unexplained());
    List<WindowStats> windows = windows(CHECKOUT, 61, second -> true);
    return new RunRecord(
        ID,
        plan("checkout-demo", List.of(CHECKOUT)),
        started(),
        windows,
        progress(61),
        faultEvents(),
        regressions,
        Optional.of(
            verdict(
                Verdict.FAIL,
                List.of(
                    "The response time p95 of checkout / place-order rose from 33.1 ms to 97.5 ms"
                        + " at +46 s and no injected fault explains it."),
                61,
                regressions)),
        Optional.empty(),
        Optional.of(planted()));
  }

  /** Nothing but the plan: it could not start. */
  public static RunRecord neverStarted() {
    PlanSource source = source();
    return new RunRecord(
        ID,
        plan("checkout-demo", List.of(CHECKOUT)),
        List.of(
            new RunEvent.Submitted(ID, at(-3), source),
            new RunEvent.Aborted(ID, at(-1), source, "port 18082 is taken")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of("The run did not start: port 18082 is taken."),
        Optional.empty());
  }

  /** Ended early at second 25, in the middle of the fault. */
  public static RunRecord aborted() {
    List<RunEvent> events = new ArrayList<>(started());
    events.add(new RunEvent.AbortRequested(ID, at(24.6), source(), "Ctrl-C"));
    List<FaultEvent> faults = new ArrayList<>(faultEvents().subList(0, 3));
    faults.add(fault(FaultPhase.HEALING, 24.7, "the run was aborted"));
    faults.add(fault(FaultPhase.HEALED, 24.8, "no delay any more"));
    faults.add(fault(FaultPhase.ABORTED, 24.8, "Ctrl-C"));
    return new RunRecord(
        ID,
        plan("checkout-demo", List.of(CHECKOUT)),
        events,
        windows(CHECKOUT, 25, second -> true),
        progress(25),
        faults,
        List.of(),
        Optional.of(
            new RunVerdict(
                ID,
                "checkout-demo",
                Verdict.INCONCLUSIVE,
                List.of("The run was aborted: Ctrl-C."),
                true,
                START,
                at(25),
                progress(25).getLast(),
                List.of(),
                List.of(),
                List.of())),
        Optional.empty(),
        Optional.empty());
  }

  /** A run of these windows without faults, regressions or anything else. */
  public static RunRecord plain(String plan, List<Series> series, List<WindowStats> windows) {
    int seconds =
        windows.isEmpty() ? 1 : Math.toIntExact((windows.getLast().endMicros() - START) / SECOND);
    Plan written = plan(plan, series);
    return new RunRecord(
        ID,
        new Plan(
            written.name(),
            written.targets(),
            List.of(),
            written.scenarios(),
            List.of(),
            List.of(),
            0.01),
        started(),
        windows,
        progress(seconds),
        List.of(),
        List.of(),
        Optional.of(
            new RunVerdict(
                ID,
                plan,
                Verdict.PASS,
                List.of(),
                false,
                START,
                at(seconds),
                progress(seconds).getLast(),
                List.of(),
                List.of(),
                List.of())),
        Optional.empty(),
        Optional.empty());
  }

  /** Windows of the demo's kind for those seconds; fixed for the same arguments. */
  public static List<WindowStats> windows(Series series, int seconds, IntPredicate there) {
    List<WindowStats> windows = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      if (there.test(second)) {
        windows.add(window(series, second));
      }
    }
    return windows;
  }

  static long rate(int second) {
    return second < 6 ? 20 + Math.round(80 * (second + 0.5) / 6) : second < 60 ? 100 : 0;
  }

  /** One second of the demo. */
  public static WindowStats window(Series series, int second) {
    SplittableRandom random = new SplittableRandom(series.step().hashCode() * 31L + second);
    LatencyHistogram response = new LatencyHistogram();
    LatencyHistogram service = new LatencyHistogram();
    long count = second < 60 ? rate(second) : 3;
    for (int i = 0; i < count; i++) {
      double base =
          24_000 + 8_000 * random.nextDouble() + 5_000 * StrictMath.pow(random.nextDouble(), 8);
      double added =
          second >= 20 && second < 30
              ? 250_000 + 50_000 * (random.nextDouble() * 2 - 1)
              : second >= 46 ? 60_000 + 4_000 * random.nextDouble() : 0;
      double latency = base + added + (random.nextInt(150) == 0 ? 40_000 : 0);
      service.record(Math.round(latency));
      response.record(Math.round(latency + 300 * random.nextDouble()));
    }
    long failed = second >= 27 && second < 29 ? 2 : 0;
    return window(series, second, count - failed, failed, rate(second), response, service);
  }

  static WindowStats window(
      Series series,
      int second,
      long ok,
      long timeouts,
      long offered,
      LatencyHistogram response,
      LatencyHistogram service) {
    TreeMap<Integer, Long> statuses = new TreeMap<>(Map.of(200, ok));
    if (timeouts > 0) {
      statuses.put(0, timeouts);
    }
    return new WindowStats(
        series,
        at(second),
        SECOND,
        Map.of(Outcome.OK, ok, Outcome.TIMEOUT, timeouts),
        statuses,
        response,
        service,
        1_000,
        2_000,
        offered,
        second == 28 ? 4 : 0,
        3,
        30_000,
        0,
        GeneratorHealth.PERFECT);
  }

  /** A roll-up of ten seconds that begins and says the same as the window. */
  public static WindowStats rolledUp(WindowStats base) {
    return new WindowStats(
        base.series(),
        base.startMicros(),
        10 * base.sizeMicros(),
        base.outcomes(),
        base.statuses(),
        base.responseTime(),
        base.serviceTime(),
        base.bytesSent(),
        base.bytesReceived(),
        base.offered(),
        base.dropped(),
        base.inFlight(),
        base.oldestInFlightAgeMicros(),
        base.missing(),
        base.health());
  }

  /** A window in which nothing completed. */
  public static WindowStats silence(Series series, int second) {
    return window(series, second, 0, 0, 100, new LatencyHistogram(), new LatencyHistogram());
  }

  static List<RunProgress> progress(int seconds) {
    List<RunProgress> progress = new ArrayList<>();
    long due = 0;
    for (int second = 0; second < seconds; second++) {
      due += rate(second);
      long dropped = second >= 28 ? 4 : 0;
      progress.add(
          new RunProgress(
              ID,
              at(second + 1),
              second + 1 == seconds,
              due,
              due - dropped,
              due - dropped,
              dropped,
              0,
              0,
              new GeneratorHealth(second == 12 ? 1_400 : 350, 0.002, 0, 0)));
    }
    return progress;
  }

  static List<RunEvent> started() {
    return List.of(
        new RunEvent.Submitted(ID, at(-2.5), source()),
        new RunEvent.Prepared(ID, at(-2), source(), "chaos-injector"),
        new RunEvent.Started(ID, at(-1.5), source(), START, 1));
  }

  static PlanSource source() {
    return new PlanSource(
        "plans/demo.yaml",
        "name: checkout-demo\ntargets:\n  shop:\n    http: ${checkout}\n",
        Map.of("checkout", "http://127.0.0.1:18080"));
  }

  static Plan plan(String name, List<Series> series) {
    Map<String, List<Step>> steps = new LinkedHashMap<>();
    for (Series one : series) {
      steps
          .computeIfAbsent(one.scenario(), scenario -> new ArrayList<>())
          .add(
              Step.Request.fixed(
                  one.step(),
                  "POST",
                  "/checkout",
                  Map.of(),
                  Optional.empty(),
                  Duration.ofSeconds(5),
                  Expectation.status(200)));
    }
    LoadProfile load =
        new LoadProfile.Open(
            List.of(
                new Stage.Ramp(20, 100, Duration.ofSeconds(6)),
                new Stage.Constant(100, Duration.ofSeconds(54))));
    List<Scenario> scenarios = new ArrayList<>();
    steps.forEach(
        (scenario, of) -> scenarios.add(new Scenario(scenario, "shop", load, of, 500, 128)));
    return new Plan(
        name,
        List.of(new Target.Http("shop", URI.create("http://127.0.0.1:18080"))),
        List.of(),
        scenarios,
        List.of(
            new FaultSpec(
                "payments-latency",
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                new FaultAction.ProxyLatency(
                    "payments", Duration.ofMillis(250), Duration.ofMillis(50)))),
        List.of(),
        0.01);
  }

  static FaultEvent fault(FaultPhase phase, double second, String detail) {
    return new FaultEvent(
        ID, "payments-latency", "proxy-latency", "payments", phase, at(second), detail);
  }

  static List<FaultEvent> faultEvents() {
    return List.of(
        fault(FaultPhase.PLANNED, -2.2, "250 ms delay ± 50 ms"),
        fault(FaultPhase.INJECTING, 20, "250 ms delay ± 50 ms"),
        fault(FaultPhase.ACTIVE, 20.3, "first chunk held back for 246 ms"),
        fault(FaultPhase.HEALING, 30, "its duration has passed"),
        fault(FaultPhase.HEALED, 30.1, "no delay any more"),
        fault(FaultPhase.RECOVERED, 30.4, "a chunk passed undelayed"));
  }

  static RegressionEvent explained() {
    return regression(
        "place-order/p95/20",
        RegressionPhase.RESOLVED,
        new Degradation(
            CHECKOUT,
            Metric.RESPONSE_TIME_P95,
            at(20),
            at(23),
            OptionalLong.of(at(31)),
            33_100,
            331_000),
        new Explanation(
            Attribution.EXPLAINED,
            Optional.of("payments-latency"),
            "It began 0.0 s after payments-latency (250 ms delay ± 50 ms on payments) was injected"
                + " and ended 0.9 s after the heal.",
            OptionalLong.of(2_700_000),
            OptionalLong.of(900_000)));
  }

  static RegressionEvent unexplained() {
    return regression(
        "place-order/p95/46",
        RegressionPhase.OPENED,
        new Degradation(
            CHECKOUT,
            Metric.RESPONSE_TIME_P95,
            at(46),
            at(49),
            OptionalLong.empty(),
            33_100,
            97_500),
        new Explanation(
            Attribution.UNEXPLAINED,
            Optional.empty(),
            "No fault was active at its onset; the last one, payments-latency, was healed 15.9 s"
                + " before and the series had recovered from it.",
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  static RegressionEvent regression(
      String id, RegressionPhase phase, Degradation what, Explanation why) {
    return new RegressionEvent(
        "checkout/" + id, phase, what.endMicros().orElse(what.detectedMicros()), what, why);
  }

  static RunVerdict verdict(
      Verdict verdict, List<String> reasons, int seconds, List<RegressionEvent> regressions) {
    return new RunVerdict(
        ID,
        "checkout-demo",
        verdict,
        reasons,
        false,
        START,
        at(seconds),
        progress(seconds).getLast(),
        List.of(
            new ThresholdResult("http_req_duration", "p(95)<500", OptionalDouble.of(284.2), true),
            new ThresholdResult("http_req_failed", "rate<0.01", OptionalDouble.of(0.0007), true)),
        List.of(
            new FaultReport(
                "payments-latency",
                "proxy-latency",
                "payments",
                FaultPhase.RECOVERED,
                "a chunk passed undelayed",
                OptionalLong.of(at(20)),
                OptionalLong.of(at(20.3)),
                OptionalLong.of(at(30.1)),
                OptionalLong.of(at(30.4)),
                true)),
        regressions);
  }

  static Planted planted() {
    return new Planted(
        List.of(
            new Planted.Cause(
                "payments answers held back by 250 ms",
                Attribution.EXPLAINED,
                Optional.of("payments-latency"),
                at(20),
                OptionalLong.of(at(30.1)),
                Optional.of("checkout/place-order/p95/20")),
            new Planted.Cause(
                "checkout slowed down by 60 ms",
                Attribution.UNEXPLAINED,
                Optional.empty(),
                at(46),
                OptionalLong.empty(),
                Optional.of("checkout/place-order/p95/46"))),
        true,
        "the run found exactly what was planted: the fault explained, the slow-down not.");
  }
}
