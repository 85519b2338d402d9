package dev.faultline.core.plan;

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
  }
}
