package dev.faultline.core.verdict;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a threshold came out.
 *
 * @param metric the metric with its tags as written, for example {@code
 *     http_req_duration{scenario:checkout}}
 * @param expression the condition as written, for example {@code p(95)<500}
 * @param observed what was measured, in the expression's unit; empty when there was no data
 * @param held whether the condition held; false when there was no data
 * @param abortedAtMicros when it asked for the end of the run, microseconds since the epoch, as
 *     that is what the plan wants of it; what was observed is of that moment. Empty when it did not
 */
public record ThresholdResult(
    String metric,
    String expression,
    OptionalDouble observed,
    boolean held,
    OptionalLong abortedAtMicros) {

  /** Of a threshold that did not ask for the end of the run. */
  public ThresholdResult(String metric, String expression, OptionalDouble observed, boolean held) {
    this(metric, expression, observed, held, OptionalLong.empty());
  }
}
