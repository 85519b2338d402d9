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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the detector found, for Prometheus. No run among the labels. Thread-safe. */
final class DetectorMetrics implements TopologyListener {

  private final Map<OpenRegression, Attribution> open = new ConcurrentHashMap<>();
  private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
  private final Counter deadLetters;
  private final Timer lag;
  private final Clock clock;

  private record OpenRegression(RunId runId, String id) {}

  /**
   * @param clock tells how long after its proof a degradation was told
   */
  DetectorMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    lag =
        Timer.builder("faultline.detection.lag")
            .description("From the end of the window that proved a degradation until it was told")
            .register(registry);
    for (Attribution attribution : Attribution.values()) {
      Gauge.builder("faultline.regressions.open", () -> count(attribution))
          .description("Degradations that last")
          .tag("attribution", attribution.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(
          verdict,
          Counter.builder("faultline.verdicts")
              .description("Runs judged")
              .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    deadLetters =
        Counter.builder("faultline.detector.dead.letters")
            .description("Records that could not be decoded")
            .register(registry);
  }

  @Override
  public void regression(RegressionEvent event) {
    if (event.phase() == RegressionPhase.OPENED) {
      lag.record(Durations.ofMicros(Math.max(0, clock.epochMicros() - event.atMicros())));
    }
    restored(event);
  }

  @Override
  public void restored(RegressionEvent event) {
    OpenRegression key = new OpenRegression(event.runId(), event.id());
    if (event.phase() == RegressionPhase.RESOLVED) {
      open.remove(key);
    } else {
      open.put(key, event.explanation().attribution());
    }
  }

  @Override
  public void verdict(RunVerdict verdict) {
    verdicts.get(verdict.verdict()).increment();
    forget(verdict.runId());
  }

  @Override
  public void forget(RunId runId) {
    open.keySet().removeIf(regression -> regression.runId().equals(runId));
  }

  @Override
  public void undecodable() {
    deadLetters.increment();
  }

  private long count(Attribution attribution) {
    return open.values().stream().filter(attribution::equals).count();
  }
}
