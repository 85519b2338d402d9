package dev.faultline.core.verdict;

import java.util.OptionalDouble;

/**
 * How a threshold came out.
 *
 * @param metric the metric with its tags as written, for example {@code
 *     http_req_duration{scenario:checkout}}
 * @param expression the condition as written, for example {@code p(95)<500}
 * @param observed what was measured, in the expression's unit; empty when there was no data
 * @param held whether the condition held; false when there was no data
 */
public record ThresholdResult(
    String metric, String expression, OptionalDouble observed, boolean held) {}
