package dev.faultline.cli.report.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import java.util.List;
import java.util.Optional;

/**
 * The contents of {@code summary.json}, for scripts and dashboards. The keys stand in the order of
 * the components here and of the records in this package. Within a schema version keys are only
 * ever added.
 *
 * <p>Units are in the names: {@code …Millis}, {@code …Seconds}, {@code …PerSecond}; shares and
 * rates of errors are 0 to 1; times are ISO-8601 in UTC; {@code offsetSeconds} counts from the
 * run's time zero. What is not known is null, never 0.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}
 * @param verdict PASS, FAIL, INCONCLUSIVE; null when the run ended without one
 * @param exitCode what {@code faultline run} exits with for this run; the demo has an answer of its
 *     own
 * @param reasons why, one sentence each; empty for a PASS
 * @param aborted whether somebody asked for an early end
 * @param cautions what makes the run less secure than it looks; only when there is something
 * @param planted only in a demo: what was hidden in the run
 */
public record RunSummary(
    int schemaVersion,
    Run run,
    Verdict verdict,
    int exitCode,
    List<String> reasons,
    boolean aborted,
    TotalsSummary totals,
    List<StepSummary> steps,
    List<ThresholdSummary> thresholds,
    List<FaultSummary> faults,
    List<RegressionSummary> regressions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cautions,
    @JsonInclude(JsonInclude.Include.NON_NULL) PlantedSummary planted) {

  /** The version that this Faultline writes, and the newest that it reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What stands only where there is something to say is empty elsewhere. */
  public RunSummary {
    cautions = cautions == null ? List.of() : List.copyOf(cautions);
  }

  /**
   * @param started time zero of the load; null when it never began
   * @param ended end of the last window; null when there was none
   * @param seconds between the two
   */
  public record Run(String id, String plan, String started, String ended, Double seconds) {}

  public static RunSummary of(RunRecord run, RunFigures figures, int exitCode) {
    Times times = new Times(figures.span());
    Optional<RunVerdict> verdict = run.verdict();
    return new RunSummary(
        SCHEMA_VERSION,
        new Run(
            run.runId().toString(),
            run.plan().name(),
            figures.span().map(span -> Times.iso(span.startMicros())).orElse(null),
            figures.span().map(span -> Times.iso(span.endMicros())).orElse(null),
            figures.span().map(TimeSpan::seconds).orElse(null)),
        verdict.map(RunVerdict::verdict).orElse(null),
        exitCode,
        verdict.map(RunVerdict::reasons).orElseGet(() -> run.unfinished().stream().toList()),
        aborted(run),
        TotalsSummary.of(figures),
        figures.steps().stream().map(StepSummary::of).toList(),
        verdict.map(RunVerdict::thresholds).orElse(List.of()).stream()
            .map(result -> ThresholdSummary.of(result, times))
            .toList(),
        figures.faults().stream().map(fault -> FaultSummary.of(fault, times)).toList(),
        figures.regressions().stream().map(event -> RegressionSummary.of(event, times)).toList(),
        run.cautions(),
        run.planted().map(planted -> PlantedSummary.of(planted, times)).orElse(null));
  }

  private static boolean aborted(RunRecord run) {
    return run.verdict().map(RunVerdict::aborted).orElse(false)
        || run.runEvents().stream().anyMatch(RunEvent.AbortRequested.class::isInstance);
  }
}
