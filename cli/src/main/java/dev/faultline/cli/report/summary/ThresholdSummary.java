package dev.faultline.cli.report.summary;

import dev.faultline.core.verdict.ThresholdResult;

/**
 * How a threshold came out.
 *
 * @param observed in the expression's unit; null when there was no data
 * @param abortedAt when it asked for the end of the run; null when it did not
 */
public record ThresholdSummary(
    String metric,
    String expression,
    Double observed,
    boolean held,
    String abortedAt,
    Double abortedOffsetSeconds) {

  static ThresholdSummary of(ThresholdResult result, Times times) {
    return new ThresholdSummary(
        result.metric(),
        result.expression(),
        result.observed().isPresent() ? result.observed().getAsDouble() : null,
        result.held(),
        Times.iso(result.abortedAtMicros()),
        times.offset(result.abortedAtMicros()));
  }
}
