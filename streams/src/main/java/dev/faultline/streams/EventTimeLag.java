package dev.faultline.streams;

import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How far event time is behind the clock. It grows by itself while nothing arrives, which a time
 * measured at each arrival would not. Thread-safe.
 */
final class EventTimeLag {

  /** A run of which nothing was heard for an hour has lost its generator, and nobody waits. */
  static final long KEEP_MICROS = TimeUnit.HOURS.toMicros(1);

  private final Clock clock;
  private final Map<RunId, Reached> runs = new ConcurrentHashMap<>();

  private record Reached(long watermarkMicros, long heardMicros) {}

  EventTimeLag(Clock clock) {
    this.clock = clock;
  }

  void reached(RunId runId, long watermarkMicros) {
    runs.put(runId, new Reached(watermarkMicros, clock.epochMicros()));
  }

  void ended(RunId runId) {
    runs.remove(runId);
  }

  /** Of the run that is furthest behind, 0 without a run. */
  double seconds() {
    long now = clock.epochMicros();
    runs.values().removeIf(reached -> reached.heardMicros() < now - KEEP_MICROS);
    long furthest = runs.values().stream().mapToLong(Reached::watermarkMicros).min().orElse(now);
    return Math.max(0, now - furthest) / (double) TimeUnit.SECONDS.toMicros(1);
  }
}
