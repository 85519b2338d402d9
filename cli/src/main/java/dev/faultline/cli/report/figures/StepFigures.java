package dev.faultline.cli.report.figures;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was measured of one step over the whole run.
 *
 * @param outcomes results by outcome; every outcome is present
 * @param statuses results by protocol status, 0 for no answer and for gRPC's OK
 * @param responseTime from the intended start to the completion, all windows merged
 * @param serviceTime from the actual send to the completion, all windows merged
 * @param missing results proven lost
 * @param points in time order; where no window was, there is no point
 */
public record StepFigures(
    String scenario,
    String step,
    Map<Outcome, Long> outcomes,
    SortedMap<Integer, Long> statuses,
    LatencyHistogram responseTime,
    LatencyHistogram serviceTime,
    long missing,
    List<Point> points) {

  /** Results, whatever their outcome. */
  public long count() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Results that were not successful. */
  public long failed() {
    return count() - outcomes.get(Outcome.OK);
  }

  /** Results that no answer of the target stands behind. */
  public long unanswered() {
    return outcomes.entrySet().stream()
        .filter(each -> !each.getKey().answered())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** For people: {@code scenario / step}. */
  public String name() {
    return scenario + " / " + step;
  }
}
