package dev.faultline.cli.run;

import dev.faultline.core.regression.Attribution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the demo hid in a run, and whether the run's verdict found exactly that.
 *
 * @param found whether every cause was found at its time and nothing else was reported
 * @param sentence the result of the comparison, for people
 */
public record Planted(List<Cause> causes, boolean found, String sentence) {

  public Planted {
    causes = List.copyOf(causes);
  }

  /**
   * One thing that was done to the target.
   *
   * @param what for people, for example {@code checkout slowed down by 60 ms}
   * @param expected what the run has to put the degradation down to
   * @param fault the fault's name, when it is an announced one
   * @param beganMicros when its effect began, microseconds since the epoch
   * @param endedMicros when it was undone; empty when it lasted to the end of the run
   * @param regression id of the regression that was taken for it, when there is one
   */
  public record Cause(
      String what,
      Attribution expected,
      Optional<String> fault,
      long beganMicros,
      OptionalLong endedMicros,
      Optional<String> regression) {}
}
