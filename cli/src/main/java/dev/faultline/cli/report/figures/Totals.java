package dev.faultline.cli.report.figures;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The run as a whole.
 *
 * @param progress the last that was heard of the load; empty when nothing was
 * @param requests results, whatever their outcome
 * @param failed results that were not successful
 * @param missing results proven lost
 * @param responseTime of all steps, merged
 * @param maxSchedulingLagMicros the longest time by which firing an arrival was late
 * @param maxBufferFill the fullest that a result buffer was, 0 to 1
 */
public record Totals(
    Optional<RunProgress> progress,
    long requests,
    long failed,
    long missing,
    LatencyHistogram responseTime,
    long maxSchedulingLagMicros,
    double maxBufferFill) {

  /**
   * @param measured of all series; iterations as wholes and deliveries are no requests
   */
  static Totals of(RunRecord run, List<StepFigures> measured) {
    List<StepFigures> steps =
        measured.stream().filter(step -> !Series.isReserved(step.step())).toList();
    Optional<RunProgress> last =
        run.verdict()
            .map(RunVerdict::totals)
            .or(() -> run.progress().stream().reduce((earlier, later) -> later));
    LatencyHistogram merged = new LatencyHistogram();
    steps.forEach(step -> merged.add(step.responseTime()));
    List<GeneratorHealth> health =
        Stream.concat(run.progress().stream(), last.stream()).map(RunProgress::health).toList();
    return new Totals(
        last,
        steps.stream().mapToLong(StepFigures::count).sum(),
        steps.stream().mapToLong(StepFigures::failed).sum(),
        Math.max(
            last.map(RunProgress::missing).orElse(0L),
            steps.stream().mapToLong(StepFigures::missing).sum()),
        merged,
        health.stream().mapToLong(GeneratorHealth::maxSchedulingLagMicros).max().orElse(0),
        health.stream().mapToDouble(GeneratorHealth::bufferFill).max().orElse(0));
  }

  /** Share of the results that were not successful, 0 to 1; 0 when there were none. */
  public double errorRate() {
    return share(failed, requests);
  }

  /** Share of the results proven present, 0 to 1; 1 when there were none to miss. */
  public double completeness() {
    return 1 - share(missing, requests + missing);
  }

  /** Share of the due arrivals that were not started, 0 to 1; 0 when none was due. */
  public double droppedShare() {
    return progress.map(told -> share(told.dropped(), told.due())).orElse(0.0);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
