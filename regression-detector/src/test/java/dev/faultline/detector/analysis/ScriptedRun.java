package dev.faultline.detector.analysis;

import static dev.faultline.detector.detect.Windows.SECOND;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.detector.detect.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A run of 60 seconds at 100/s with a latency fault from second 20 to 30, as the other parts would
 * write it to their topics.
 */
public final class ScriptedRun {

  public static final int SECONDS = 60;
  public static final long START = 1_700_000_000L * SECOND;

  private static final String PLAN =
      """
      name: shop
      targets: { shop: { http: "http://127.0.0.1:1" } }
      proxies: { payments: { listen: "127.0.0.1:2", upstream: "127.0.0.1:3" } }
      scenarios:
        checkout:
          target: shop
          load: { stages: [ constant: { rate: 100, duration: 60s } ] }
          steps: [ { name: place-order, request: { path: / } } ]
      faults:
        slow: { at: 20s, duration: 10s, proxy: payments, latency: { delay: 250ms } }
      thresholds: { http_req_duration: [ "p(95)<500" ] }
      """;

  public final RunId run;
  public final PlanSource source;
  private final IntToDoubleFunction extraMs;

  /**
   * @param extraMs what each second of the run is slower by
   */
  public ScriptedRun(RunId run, IntToDoubleFunction extraMs) {
    this(run, PLAN, extraMs);
  }

  private ScriptedRun(RunId run, String plan, IntToDoubleFunction extraMs) {
    this.run = run;
    this.source = new PlanSource("shop.yaml", plan, Map.of());
    this.extraMs = extraMs;
  }

  /** The fault of the plan slows the target down while it is active. */
  public static ScriptedRun explained(RunId run) {
    return new ScriptedRun(run, second -> second >= 20 && second < 30 ? 250 : 0);
  }

  /** As explained, with the load of two users, who happen to do 100 iterations a second. */
  public static ScriptedRun ofUsers(RunId run) {
    String plan =
        PLAN.replace(
            "{ stages: [ constant: { rate: 100, duration: 60s } ] }",
            "{ model: closed, stages: [ constant: { users: 2, duration: 60s } ] }");
    return new ScriptedRun(run, plan, explained(run).extraMs);
  }

  /** The same with a limit, which is reached long before the plan's end. */
  public static ScriptedRun ofUsersWithIterations(RunId run, int iterations) {
    String plan =
        PLAN.replace(
            "{ stages: [ constant: { rate: 100, duration: 60s } ] }",
            "{ model: closed, iterations: %d, stages: [ constant: { users: 2, duration: 60m } ] }"
                .formatted(iterations));
    return new ScriptedRun(run, plan, explained(run).extraMs);
  }

  /** As explained, and from second 45 on the target is slower by itself. */
  public static ScriptedRun withSurprise(RunId run) {
    return new ScriptedRun(
        run, second -> second >= 20 && second < 30 ? 250 : second >= 45 ? 80 : 0);
  }

  /**
   * As explained, but once it is ten seconds old the run is aborted as soon as a tenth of its
   * response times is above 100 ms; the load goes on all the same.
   */
  public static ScriptedRun ofImpatience(RunId run) {
    String plan =
        PLAN.replace(
            "[ \"p(95)<500\" ]",
            "{ threshold: \"p(90)<100\", abortOnFail: true, delayAbortEval: 10s }");
    return new ScriptedRun(run, plan, explained(run).extraMs);
  }

  public static long at(double second) {
    return START + Math.round(second * SECOND);
  }

  public Plan plan() {
    return switch (PlanReader.read(source)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid);
    };
  }

  public List<RunEvent> events() {
    return List.of(
        new RunEvent.Submitted(run, at(-2), source),
        new RunEvent.Prepared(run, at(-1.5), source, "chaos-injector"),
        new RunEvent.Started(run, at(-1), source, START, 1));
  }

  public List<WindowRecord> windows() {
    List<WindowRecord> all = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      double extra = extraMs.applyAsDouble(second);
      all.add(Windows.of(run, Windows.ok(at(second), 100, 13 + extra, 22 + extra)));
      all.add(progress(second + 1, false));
    }
    all.add(progress(SECONDS, true));
    return all;
  }

  public List<FaultRecord> faults() {
    List<FaultRecord> all = new ArrayList<>();
    all.add(event(FaultPhase.PLANNED, -1.5));
    for (int second = 0; second <= 20; second++) {
      all.add(new FaultProgress(run, at(second), false));
    }
    all.add(event(FaultPhase.INJECTING, 20.01));
    all.add(event(FaultPhase.ACTIVE, 20.3));
    for (int second = 21; second <= 30; second++) {
      all.add(new FaultProgress(run, at(second), false));
    }
    all.add(event(FaultPhase.HEALING, 30.01));
    all.add(event(FaultPhase.HEALED, 30.02));
    all.add(event(FaultPhase.RECOVERED, 30.3));
    all.add(new FaultProgress(run, at(31), true));
    return all;
  }

  public FaultEvent event(FaultPhase phase, double second) {
    return new FaultEvent(
        run, "slow", "proxy-latency", "payments", phase, at(second), "250 ms delay");
  }

  public RunProgress progress(int seconds, boolean finished) {
    long done = 100L * seconds;
    return new RunProgress(
        run, at(seconds), finished, done, done, done, 0, 0, 0, GeneratorHealth.PERFECT);
  }
}
