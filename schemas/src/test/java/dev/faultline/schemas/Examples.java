package dev.faultline.schemas;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.resource.ResourceProgress;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** Fixed records. The golden bytes were written from them: change neither. */
final class Examples {

  static final long START = 1_767_225_600_000_000L;
  static final RunId RUN = RunId.parse("019b76da-a800-7123-8abc-0123456789ab");

  private static final PlanSource PLAN =
      new PlanSource("plans/demo.yaml", "name: demo\n", Map.of("rate", "100", "checkout", "ü"));
  private static final Series SERIES = new Series(RUN, "checkout", "place-order");
  private static final GeneratorHealth HEALTH = new GeneratorHealth(1_250, 0.25, 3, 0.5);
  private static final GeneratorHealth FORMER_HEALTH = new GeneratorHealth(1_250, 0.25, 3, 0);

  private Examples() {}

  /** What is read from records of former versions, by the name of the golden file. */
  static Map<String, Example<?>> former() {
    return Map.of(
        "run-verdict-2", new Example<>(Topics.VERDICTS, verdict(HEALTH, OptionalLong.empty())),
        "window-stats", new Example<>(Topics.WINDOWS, window(GeneratorHealth.PERFECT)),
        "window-stats-2", new Example<>(Topics.WINDOWS, window(FORMER_HEALTH)),
        // of the same schema, by a program that deflated histograms at another level
        "window-stats-3-deflated-more", new Example<>(Topics.WINDOWS, window(HEALTH)),
        "shard-progress", new Example<>(Topics.RESULTS, shardProgress(FORMER_HEALTH)),
        "run-progress", new Example<>(Topics.WINDOWS, runProgress(FORMER_HEALTH)),
        "run-verdict",
            new Example<>(Topics.VERDICTS, verdict(FORMER_HEALTH, OptionalLong.empty())));
  }

  /** By the name of the golden file. */
  static Map<String, Example<?>> all() {
    Map<String, Example<?>> all = new TreeMap<>();
    all.put("run-submitted", run(new RunEvent.Submitted(RUN, START, PLAN)));
    all.put("run-prepared", run(new RunEvent.Prepared(RUN, START + 1, PLAN, "chaos-injector")));
    all.put("run-started", run(new RunEvent.Started(RUN, START + 2, PLAN, START + 1_000_000, 1)));
    all.put("run-abort-requested", run(new RunEvent.AbortRequested(RUN, START, PLAN, "Ctrl-C")));
    all.put("run-aborted", run(new RunEvent.Aborted(RUN, START, PLAN, "port 18082 is taken")));
    all.put("run-finished", run(new RunEvent.Finished(RUN, START, PLAN, Verdict.FAIL)));
    all.put("shard-claimed", shard(new ShardEvent.Claimed(RUN, 3, 1, START, "generator-2")));
    all.put("shard-released", shard(new ShardEvent.Released(RUN, 3, 1, START + 2, START + 1)));
    all.put("shard-ended", shard(new ShardEvent.Ended(RUN, 3, 2, START)));
    all.put("request-result", new Example<>(Topics.RESULTS, result()));
    all.put("shard-progress-2", new Example<>(Topics.RESULTS, shardProgress(HEALTH)));
    all.put("window-stats-3", new Example<>(Topics.WINDOWS, window(HEALTH)));
    all.put("run-progress-2", new Example<>(Topics.WINDOWS, runProgress(HEALTH)));
    all.put("fault-event", new Example<>(Topics.FAULTS, faultEvent()));
    all.put("fault-progress", new Example<>(Topics.FAULTS, new FaultProgress(RUN, START, true)));
    all.put(
        "resource-sample",
        new Example<>(
            Topics.RESOURCES,
            ResourceSample.of(RUN, START + 5_000_000, "checkout", Map.of("rss", 209_715_200.0))));
    all.put(
        "resource-progress",
        new Example<>(Topics.RESOURCES, new ResourceProgress(RUN, START + 60_000_000, true)));
    all.put("regression-event", new Example<>(Topics.REGRESSIONS, explained()));
    all.put(
        "run-verdict-3",
        new Example<>(Topics.VERDICTS, verdict(HEALTH, OptionalLong.of(START + 30_000_000))));
    all.put(
        "dead-letter",
        new Example<>(
            Topics.DEAD_LETTERS,
            new DeadLetter(
                "faultline.results", 3, 42, "too short", Bytes.wrap(new byte[] {0, -1, 7}))));
    return all;
  }

  private static Example<RunEvent> run(RunEvent event) {
    return new Example<>(Topics.RUNS, event);
  }

  private static Example<ShardEvent> shard(ShardEvent event) {
    return new Example<>(Topics.SHARDS, event);
  }

  static RequestResult result() {
    return new RequestResult(
        RUN,
        0,
        0,
        4_711,
        "checkout",
        "place-order",
        START + 123_456,
        180,
        254_321,
        Outcome.OK,
        200,
        "",
        212,
        1_024);
  }

  private static ShardProgress shardProgress(GeneratorHealth health) {
    ScenarioProgress scenario =
        new ScenarioProgress("checkout", List.of("place-order", "pay"), 100, 98, 90, 2, 8, 250_000);
    return new ShardProgress(RUN, 0, 1, 0, 90, START + 250_000, false, List.of(scenario), health);
  }

  private static RunProgress runProgress(GeneratorHealth health) {
    return new RunProgress(RUN, START + 60_000_000, true, 6_000, 5_990, 5_989, 10, 1, 2, health);
  }

  private static WindowStats window(GeneratorHealth health) {
    LatencyHistogram response = new LatencyHistogram();
    LatencyHistogram service = new LatencyHistogram();
    for (long micros : new long[] {900, 1_000, 1_001, 250_000, 700_000_000}) {
      response.record(micros + 10);
      service.record(micros);
    }
    return new WindowStats(
        SERIES,
        START,
        1_000_000,
        Map.of(Outcome.OK, 3L, Outcome.TIMEOUT, 2L),
        new TreeMap<>(Map.of(200, 3L, 0, 2L)),
        response,
        service,
        1_060,
        3_072,
        8,
        1,
        2,
        400_000,
        1,
        health);
  }

  private static FaultEvent faultEvent() {
    return new FaultEvent(
        RUN,
        "payments-latency",
        "proxy-latency",
        "payments",
        FaultPhase.ACTIVE,
        START + 20_000_123,
        "250 ms delay ± 50 ms");
  }

  private static RegressionEvent explained() {
    return new RegressionEvent(
        "checkout/place-order/RESPONSE_TIME_P95/1767225621000000",
        RegressionPhase.RESOLVED,
        START + 33_000_000,
        new Degradation(
            SERIES,
            Metric.RESPONSE_TIME_P95,
            START + 21_000_000,
            START + 23_000_000,
            OptionalLong.of(START + 31_000_000),
            12_345.5,
            310_000),
        new Explanation(
            Attribution.EXPLAINED,
            Optional.of("payments-latency"),
            "p95 rose with the fault.",
            OptionalLong.of(2_999_877),
            OptionalLong.of(1_000_000)));
  }

  private static RegressionEvent unexplained() {
    return new RegressionEvent(
        "checkout/place-order/ERROR_RATE/1767225641000000",
        RegressionPhase.OPENED,
        START + 43_000_000,
        new Degradation(
            SERIES,
            Metric.ERROR_RATE,
            START + 41_000_000,
            START + 43_000_000,
            OptionalLong.empty(),
            0,
            0.5),
        new Explanation(
            Attribution.UNEXPLAINED,
            Optional.empty(),
            "No fault was active.",
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  private static RunVerdict verdict(GeneratorHealth health, OptionalLong abortedAt) {
    return new RunVerdict(
        RUN,
        "checkout-demo",
        Verdict.FAIL,
        List.of("One regression is unexplained."),
        false,
        START,
        START + 60_000_000,
        runProgress(health),
        List.of(
            new ThresholdResult("http_req_duration", "p(95)<500", OptionalDouble.of(310.5), true),
            new ThresholdResult("failed", "rate<0.01", OptionalDouble.empty(), false, abortedAt)),
        List.of(
            new FaultReport(
                "payments-latency",
                "proxy-latency",
                "payments",
                FaultPhase.FAILED,
                "connection refused",
                OptionalLong.of(START + 20_000_000),
                OptionalLong.of(START + 20_000_123),
                OptionalLong.empty(),
                OptionalLong.empty(),
                true)),
        List.of(explained(), unexplained()));
  }

  /** A value and the topic it belongs on. */
  record Example<T>(Topic<T> topic, T value) {

    byte[] encode() {
      return topic.codec().encode(value);
    }
  }
}
