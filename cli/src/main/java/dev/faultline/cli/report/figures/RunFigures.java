package dev.faultline.cli.report.figures;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All numbers that a report shows, computed once from the record of a run.
 *
 * @param span empty when the run has no window
 * @param bucketMicros length of a point of the charts, in microseconds
 * @param steps in the plan's order, those without any window among them
 * @param regressions the last event of each, by onset
 */
public record RunFigures(
    Optional<TimeSpan> span,
    long bucketMicros,
    Totals totals,
    List<StepFigures> steps,
    List<FaultStory> faults,
    List<RegressionEvent> regressions) {

  /** Windows are read once, in their order. */
  public static RunFigures of(RunRecord run) {
    Optional<TimeSpan> span = TimeSpan.of(run);
    long origin = span.map(TimeSpan::startMicros).orElse(0L);
    long bucket =
        span.map(s -> BucketSize.covering(s, windowMicros(run))).orElse(BucketSize.SECOND);
    Map<List<String>, StepFold> folds = new LinkedHashMap<>();
    for (Scenario scenario : run.plan().scenarios()) {
      for (String step : scenario.measuredSteps()) {
        folds.put(
            List.of(scenario.name(), step), new StepFold(scenario.name(), step, origin, bucket));
      }
    }
    for (WindowStats window : run.windows()) {
      String scenario = window.series().scenario();
      String step = window.series().step();
      folds
          .computeIfAbsent(
              List.of(scenario, step), name -> new StepFold(scenario, step, origin, bucket))
          .add(window);
    }
    List<StepFigures> steps = folds.values().stream().map(StepFold::finish).toList();
    return new RunFigures(
        span, bucket, Totals.of(run, steps), steps, FaultStory.of(run), regressions(run));
  }

  private static long windowMicros(RunRecord run) {
    return run.windows().isEmpty() ? BucketSize.SECOND : run.windows().getFirst().sizeMicros();
  }

  private static List<RegressionEvent> regressions(RunRecord run) {
    Map<String, RegressionEvent> last = new LinkedHashMap<>();
    run.regressions().forEach(event -> last.put(event.id(), event));
    Collection<RegressionEvent> told =
        run.verdict().<Collection<RegressionEvent>>map(v -> v.regressions()).orElse(last.values());
    return told.stream()
        .sorted(
            Comparator.<RegressionEvent>comparingLong(event -> event.degradation().onsetMicros())
                .thenComparing(RegressionEvent::id))
        .toList();
  }

  /**
   * The step of each scenario whose results say how many arrivals began: its iterations as wholes
   * where they are measured, otherwise the first.
   */
  public List<StepFigures> firstSteps() {
    Map<String, StepFigures> first = new LinkedHashMap<>();
    for (StepFigures step : steps) {
      first.merge(
          step.scenario(),
          step,
          (before, next) -> next.step().equals(Series.ITERATION) ? next : before);
    }
    return List.copyOf(first.values());
  }
}
