package dev.faultline.cli.compare;

import dev.faultline.cli.report.summary.StepSummary;
import java.util.Arrays;
import java.util.List;

/** A step in one run or in both. */
sealed interface StepComparison {

  String scenario();

  String step();

  /**
   * In both runs.
   *
   * @param changes one for each figure, in their order
   */
  record InBoth(String scenario, String step, List<Change> changes) implements StepComparison {}

  record OnlyInBaseline(String scenario, String step) implements StepComparison {}

  record OnlyInCurrent(String scenario, String step) implements StepComparison {}

  /** A step of the baseline. */
  static StepComparison of(
      StepSummary step, StoredRun baseline, StoredRun current, Tolerance tolerance) {
    return current
        .step(step)
        .<StepComparison>map(
            other ->
                new InBoth(
                    step.scenario(),
                    step.step(),
                    Arrays.stream(Figure.values())
                        .map(
                            figure ->
                                Change.of(
                                    figure,
                                    figure.of(step, baseline),
                                    figure.of(other, current),
                                    tolerance))
                        .toList()))
        .orElseGet(() -> new OnlyInBaseline(step.scenario(), step.step()));
  }
}
