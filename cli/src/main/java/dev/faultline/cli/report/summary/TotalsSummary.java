package dev.faultline.cli.report.summary;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.figures.Totals;
import dev.faultline.core.window.RunProgress;
import java.util.Optional;

/**
 * The run as a whole. The first four are iterations and null when no progress was heard.
 *
 * @param due arrivals that the profile asked for
 * @param started iterations begun
 * @param completed iterations ended
 * @param dropped arrivals due and not started
 * @param requests results of all steps, whatever their outcome
 * @param errors results that were not successful
 * @param errorRate share of the results
 * @param missing results proven lost
 * @param late results that came after their window had closed
 * @param completeness share of the results proven present
 * @param offeredPerSecond arrivals due, mean over the run
 * @param achievedPerSecond results of each scenario's first step, mean over the run
 * @param maxSchedulingLagMillis the longest time by which firing an arrival was late
 */
public record TotalsSummary(
    Long due,
    Long started,
    Long completed,
    Long dropped,
    long requests,
    long errors,
    Double errorRate,
    long missing,
    Long late,
    double completeness,
    Double offeredPerSecond,
    Double achievedPerSecond,
    double maxSchedulingLagMillis) {

  static TotalsSummary of(RunFigures figures) {
    Totals totals = figures.totals();
    Optional<RunProgress> progress = totals.progress();
    Optional<Double> seconds = figures.span().map(TimeSpan::seconds);
    long firstResults = figures.firstSteps().stream().mapToLong(StepFigures::count).sum();
    return new TotalsSummary(
        progress.map(RunProgress::due).orElse(null),
        progress.map(RunProgress::started).orElse(null),
        progress.map(RunProgress::completed).orElse(null),
        progress.map(RunProgress::dropped).orElse(null),
        totals.requests(),
        totals.failed(),
        totals.requests() == 0 ? null : totals.errorRate(),
        totals.missing(),
        progress.map(RunProgress::late).orElse(null),
        totals.completeness(),
        progress.flatMap(told -> seconds.map(s -> told.due() / s)).orElse(null),
        seconds.map(s -> firstResults / s).orElse(null),
        totals.maxSchedulingLagMicros() / 1e3);
  }
}
