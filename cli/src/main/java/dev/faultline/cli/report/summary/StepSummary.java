package dev.faultline.cli.report.summary;

import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.core.result.Outcome;
import java.util.Map;
import java.util.SortedMap;

/**
 * One step of one scenario over the whole run.
 *
 * @param count results, whatever their outcome
 * @param errorRate share of the results that were not successful; null when there were none
 * @param outcomes results by outcome; every outcome is present
 * @param statuses results by protocol status, 0 for no answer and for gRPC's OK
 * @param responseTimeMillis from the intended start; null when there were no results
 * @param serviceTimeMillis from the actual send; null when there were no results
 */
public record StepSummary(
    String scenario,
    String step,
    long count,
    Double errorRate,
    Map<Outcome, Long> outcomes,
    SortedMap<Integer, Long> statuses,
    LatencySummary responseTimeMillis,
    LatencySummary serviceTimeMillis) {

  static StepSummary of(StepFigures step) {
    return new StepSummary(
        step.scenario(),
        step.step(),
        step.count(),
        step.count() == 0 ? null : (double) step.failed() / step.count(),
        step.outcomes(),
        step.statuses(),
        LatencySummary.of(step.responseTime()),
        LatencySummary.of(step.serviceTime()));
  }
}
