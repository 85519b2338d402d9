package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import java.util.List;

/**
 * A named list of steps done by one iteration, and how often iterations begin.
 *
 * @param target name of the target that its requests go to
 * @param maxInFlight iterations that may run at once; an arrival beyond is dropped
 * @param maxConnections connections that may be open at once
 */
public record Scenario(
    String name,
    String target,
    LoadProfile load,
    List<Step> steps,
    int maxInFlight,
    int maxConnections) {

  public Scenario {
    steps = List.copyOf(steps);
  }

  /** Names of the steps that are measured, in order. */
  public List<String> measuredSteps() {
    return steps.stream().filter(Step.Request.class::isInstance).map(Step::name).toList();
  }
}
