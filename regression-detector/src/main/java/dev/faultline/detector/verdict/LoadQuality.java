package dev.faultline.detector.verdict;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.Optional;

/**
 * Whether the load was what the plan asked for and all of it was measured, collected second by
 * second. Not thread-safe.
 */
public final class LoadQuality {

  /** A generator that is later than this is not in control of its load. */
  static final long MAX_LAG_MICROS = 100_000;

  /** Late in the first seconds is what every generator is: its code is being compiled. */
  private static final int COLD_SECONDS = 3;

  private long results;
  private long unknownDeliveries;
  private long seconds;
  private long lateSeconds;
  private Optional<RunProgress> totals = Optional.empty();

  public void observe(WindowStats window) {
    results += window.completed();
    unknownDeliveries += DeliveryStatus.unknown(window);
  }

  /** Takes the progress at the end of a second. */
  public void observe(RunProgress progress) {
    if (!progress.finished()) {
      seconds++;
      if (seconds > COLD_SECONDS && progress.health().maxSchedulingLagMicros() > MAX_LAG_MICROS) {
        lateSeconds++;
      }
    }
    totals = Optional.of(progress);
  }

  /** Results in the run's windows. */
  long results() {
    return results;
  }

  /** Events, or sights of them, of which nobody knows what they mean. */
  long unknownDeliveries() {
    return unknownDeliveries;
  }

  /** Seconds of the run after the cold start. */
  long warmSeconds() {
    return Math.max(0, seconds - COLD_SECONDS);
  }

  /** Those of them in which the generator was later than {@link #MAX_LAG_MICROS}. */
  long lateSeconds() {
    return lateSeconds;
  }

  /** The run's latest progress. */
  public Optional<RunProgress> totals() {
    return totals;
  }
}
