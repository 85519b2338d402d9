package dev.faultline.core.threshold;

import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.time.Durations;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.time.Duration;
import java.util.List;

/**
 * Judges thresholds over the windows of one run, as they come. Percentiles come from the merged
 * histograms of all windows that a threshold covers; latencies are in milliseconds, shares from 0
 * to 1. What was not measured does not hold.
 *
 * <p>The windows of a second may come in any order, each once, before the progress that closes it,
 * and all of one size: a longer one would count again what the shorter ones in it have counted. Not
 * thread-safe.
 */
public final class ThresholdEvaluation {

  private final List<JudgedThreshold> judged;
  private boolean aborted;

  public ThresholdEvaluation(List<Threshold> thresholds) {
    judged = thresholds.stream().map(JudgedThreshold::new).toList();
  }

  /** Takes one more window into account. */
  public void observe(WindowStats window) {
    judged.forEach(each -> each.observe(window));
  }

  /** Takes one more sample into account; those of a resource come in the order of their times. */
  public void observe(ResourceSample sample) {
    judged.forEach(each -> each.observe(sample));
  }

  /** All windows of a second were told. */
  public void observe(RunProgress progress) {
    judged.forEach(each -> each.observe(progress));
  }

  /**
   * The thresholds that end the run now, as they stand and from now on stay; empty when none does,
   * or some have ended it before. A pure function of the windows so far.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   * @param atMicros the end of the second that was told last
   */
  public List<ThresholdResult> abort(long startMicros, long atMicros) {
    if (aborted) {
      return List.of();
    }
    Duration age = Durations.ofMicros(atMicros - startMicros);
    List<ThresholdResult> broken =
        judged.stream()
            .filter(each -> each.aborts(age))
            .map(each -> each.abortedAt(atMicros))
            .toList();
    aborted = !broken.isEmpty();
    return broken;
  }

  /** How each threshold stands after the windows so far, in the order given. */
  public List<ThresholdResult> results() {
    return judged.stream().map(JudgedThreshold::result).toList();
  }
}
