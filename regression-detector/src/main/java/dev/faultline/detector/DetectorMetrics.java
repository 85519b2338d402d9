package dev.faultline.detector;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.detector.topology.TopologyListener;
import dev.faultline.streams.StreamsMeters;
import dev.faultline.streams.StreamsService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the detector found, for Prometheus. No run among the labels but in one. Thread-safe. */
final class DetectorMetrics implements TopologyListener {

  private final OpenRegressions open;
  private final LiveRuns runs;
  private final StreamsMeters service;
  private final Map<Attribution, Counter> regressions = new EnumMap<>(Attribution.class);
  private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
  private final Timer lag;
  private final Clock clock;

  /**
   * @param clock tells how long after its proof a degradation was told
   */
  DetectorMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    open = new OpenRegressions(registry);
    runs = new LiveRuns(registry);
    service = new StreamsMeters(registry, "regression-detector", clock);
    lag =
        Timer.builder("faultline.detection.lag")
            .description("From the end of the window that proved a degradation until it was told")
            .register(registry);
    for (Attribution attribution : Attribution.values()) {
      Gauge.builder("faultline.regressions.open", () -> open.count(attribution))
          .description("Degradations that last")
          .tag("attribution", label(attribution))
          .register(registry);
      regressions.put(
          attribution,
          Counter.builder("faultline.regressions")
              .description("Degradations found, by what they were first put down to")
              .tag("attribution", label(attribution))
              .register(registry));
    }
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(
          verdict,
          Counter.builder("faultline.verdicts")
              .description("Runs judged")
              .tag("verdict", label(verdict))
              .register(registry));
    }
  }

  /** Shows how far the topology is behind. */
  void watch(StreamsService streams) {
    service.watch(streams);
  }

  @Override
  public void started(RunId runId, String plan) {
    runs.started(runId, plan);
  }

  @Override
  public void reached(RunId runId, long watermarkMicros) {
    service.reached(runId, watermarkMicros);
  }

  @Override
  public void regression(RegressionEvent event) {
    boolean isNew = open.heard(event);
    if (isNew && event.phase() == RegressionPhase.OPENED) {
      regressions.get(event.explanation().attribution()).increment();
      lag.record(Durations.ofMicros(Math.max(0, clock.epochMicros() - event.atMicros())));
    }
  }

  @Override
  public void restored(RegressionEvent event) {
    boolean _ = open.heard(event);
  }

  @Override
  public void verdict(RunVerdict verdict) {
    verdicts.get(verdict.verdict()).increment();
    forget(verdict.runId());
  }

  @Override
  public void forget(RunId runId) {
    open.forget(runId);
    runs.forget(runId);
    service.ended(runId);
  }

  @Override
  public void undecodable() {
    service.undecodable();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
