package dev.faultline.cli.report.summary;

import dev.faultline.core.verdict.ThresholdResult;

/**
 * How a threshold came out.
 *
 * @param observed in the expression's unit; null when there was no data
 */
public record ThresholdSummary(String metric, String expression, Double observed, boolean held) {

  static ThresholdSummary of(ThresholdResult result) {
    return new ThresholdSummary(
        result.metric(),
        result.expression(),
        result.observed().isPresent() ? result.observed().getAsDouble() : null,
        result.held());
  }
}
