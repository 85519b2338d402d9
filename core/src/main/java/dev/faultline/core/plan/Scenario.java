package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import java.util.List;

/**
 * A named list of steps done by one iteration, and when iterations begin.
 *
 * @param target name of the target that its requests go to
 * @param maxInFlight iterations that may run at once; an arrival beyond is dropped. In the closed
 *     model not below the users, so that nothing is ever dropped
 * @param maxConnections connections that may be open at once; over HTTP in the closed model not
 *     below the users
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
    if (load instanceof LoadProfile.Closed closed
        && (maxInFlight < closed.peakUsers()
            || maxConnections < closed.peakUsers() && needsConnectionEach(steps))) {
      throw new IllegalArgumentException(
          "%d users, but %d in flight and %d connections"
              .formatted(closed.peakUsers(), maxInFlight, maxConnections));
    }
  }

  /** Whether a request has its connection for itself; gRPC's share theirs. */
  private static boolean needsConnectionEach(List<Step> steps) {
    return steps.stream().anyMatch(Step.Request.class::isInstance);
  }

  Scenario faster(double speedup) {
    return new Scenario(name, target, load.faster(speedup), steps, maxInFlight, maxConnections);
  }

  /** Names of the steps that are measured, in order. */
  public List<String> measuredSteps() {
    return steps.stream().filter(Step.Measured.class::isInstance).map(Step::name).toList();
  }
}
