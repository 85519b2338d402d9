package dev.faultline.cli.console;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.latency.LatencyHistogram;
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
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** Records of one run that begins at {@link #START}. */
final class RunFixture {

  static final long START = 1_800_000_000_000_000L;
  static final RunId RUN = new RunId(new UUID(0x7000L, 0x8000_0000_0000_0001L));

  private RunFixture() {}

  static long second(double seconds) {
    return START + Math.round(seconds * 1e6);
  }

  static RunEvent.Started started() {
    PlanSource source = new PlanSource("plan.yaml", "name: shop", Map.of());
    return new RunEvent.Started(RUN, START - 900_000, source, START, 1);
  }

  static WindowStats window(int second, long ok, long failed, long millis) {
    LatencyHistogram times = new LatencyHistogram();
    for (long i = 0; i < ok + failed; i++) {
      times.record(millis * 1_000);
    }
    return new WindowStats(
        new Series(RUN, "checkout", "place-order"),
        second(second),
        1_000_000,
        Map.of(Outcome.OK, ok, Outcome.ERROR, failed),
        new TreeMap<>(),
        times,
        times,
        0,
        0,
        ok + failed,
        0,
        0,
        0,
        0,
        GeneratorHealth.PERFECT);
  }

  static RunProgress progress(int second, long due, long completed, long dropped) {
    return new RunProgress(
        RUN,
        second(second),
        false,
        due,
        due - dropped,
        completed,
        dropped,
        0,
        0,
        GeneratorHealth.PERFECT);
  }

  static FaultEvent fault(double second, FaultPhase phase, String detail) {
    return new FaultEvent(
        RUN, "payments-latency", "proxy-latency", "payments", phase, second(second), detail);
  }

  static RegressionEvent regression(
      RegressionPhase phase, double onset, OptionalLong end, Attribution attribution) {
    boolean explained = attribution == Attribution.EXPLAINED;
    return new RegressionEvent(
        "checkout/place-order/RESPONSE_TIME_P95/" + second(onset),
        phase,
        second(onset + 3),
        new Degradation(
            new Series(RUN, "checkout", "place-order"),
            Metric.RESPONSE_TIME_P95,
            second(onset),
            second(onset + 3),
            end,
            14_200,
            312_000),
        new Explanation(
            attribution,
            explained ? Optional.of("payments-latency") : Optional.empty(),
            explained ? "it began 0.4 s after the fault" : "no fault was near its onset",
            explained ? OptionalLong.of(2_600_000) : OptionalLong.empty(),
            explained && end.isPresent() ? OptionalLong.of(700_000) : OptionalLong.empty()));
  }
}
