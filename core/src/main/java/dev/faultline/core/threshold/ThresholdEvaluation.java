package dev.faultline.core.threshold;

import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.WindowStats;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Judges thresholds over the windows of one run, as they come. Percentiles come from the merged
 * histograms of all windows that a threshold covers; latencies are in milliseconds, shares from 0
 * to 1. What was not measured does not hold.
 *
 * <p>The windows may come in any order, each once, and all of one size: a longer one would count
 * again what the shorter ones in it have counted. Not thread-safe.
 */
public final class ThresholdEvaluation {

  private record Judged(Threshold threshold, Measurement measurement) {

    ThresholdResult result() {
      ThresholdExpression expression = threshold.expression();
      OptionalDouble observed = measurement.value(expression.aggregate());
      boolean held =
          observed.isPresent()
              && expression.operator().holds(observed.getAsDouble(), expression.value());
      return new ThresholdResult(threshold.written(), expression.written(), observed, held);
    }
  }

  private final List<Judged> judged;

  public ThresholdEvaluation(List<Threshold> thresholds) {
    judged =
        thresholds.stream()
            .map(threshold -> new Judged(threshold, Measurement.of(threshold.metric())))
            .toList();
  }

  /** Takes one more window into account. */
  public void observe(WindowStats window) {
    for (Judged each : judged) {
      if (each.threshold.covers(window.series().scenario(), window.series().step())) {
        each.measurement.add(window);
      }
    }
  }

  /** How each threshold stands after the windows so far, in the order given. */
  public List<ThresholdResult> results() {
    return judged.stream().map(Judged::result).toList();
  }
}
