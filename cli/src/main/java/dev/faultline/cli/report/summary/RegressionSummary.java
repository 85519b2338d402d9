package dev.faultline.cli.report.summary;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;

/**
 * A degradation, with what it was put down to.
 *
 * @param state the last that was heard of it
 * @param fault name of the fault that it is put down to; null when there is none
 * @param ended null when it lasted to the end of the run
 * @param unit of baseline and worst: {@code ms} or {@code share}
 * @param timeToDetectSeconds from the fault's observed effect to the proof; null without a fault
 * @param timeToRecoverSeconds from the heal to the first healthy window; null while not recovered
 */
public record RegressionSummary(
    String id,
    RegressionPhase state,
    String scenario,
    String step,
    Metric metric,
    Attribution attribution,
    String fault,
    String onset,
    Double onsetOffsetSeconds,
    String detected,
    Double detectedOffsetSeconds,
    String ended,
    Double endedOffsetSeconds,
    String unit,
    double baseline,
    double worst,
    Double timeToDetectSeconds,
    Double timeToRecoverSeconds,
    String evidence) {

  static RegressionSummary of(RegressionEvent event, Times times) {
    Degradation what = event.degradation();
    Explanation why = event.explanation();
    boolean latency = what.metric() == Metric.RESPONSE_TIME_P95;
    double scale = latency ? 1e3 : 1;
    return new RegressionSummary(
        event.id(),
        event.phase(),
        what.series().scenario(),
        what.series().step(),
        what.metric(),
        why.attribution(),
        why.fault().orElse(null),
        Times.iso(what.onsetMicros()),
        times.offset(what.onsetMicros()),
        Times.iso(what.detectedMicros()),
        times.offset(what.detectedMicros()),
        Times.iso(what.endMicros()),
        times.offset(what.endMicros()),
        latency ? "ms" : "share",
        what.baseline() / scale,
        what.worst() / scale,
        Times.seconds(why.timeToDetectMicros()),
        Times.seconds(why.timeToRecoverMicros()),
        why.evidence());
  }
}
