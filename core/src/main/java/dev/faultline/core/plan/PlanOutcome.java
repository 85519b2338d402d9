package dev.faultline.core.plan;

import dev.faultline.core.yaml.Mistakes;
import java.util.List;

/** What reading a plan gives: the plan, or all that is wrong with it. */
public sealed interface PlanOutcome {

  record Valid(Plan plan) implements PlanOutcome {}

  /**
   * @param problems at least one, by line
   */
  record Invalid(List<PlanProblem> problems) implements PlanOutcome {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** All mistakes that were found in the file. */
    static Invalid of(String file, Mistakes mistakes) {
      return new Invalid(
          mistakes.inOrder().stream()
              .map(
                  mistake ->
                      new PlanProblem(
                          mistake.file().orElse(file),
                          mistake.at().line(),
                          mistake.at().column(),
                          mistake.problem(),
                          mistake.expected()))
              .toList());
    }
  }
}
