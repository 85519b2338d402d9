package dev.faultline.cli.report.summary;

import dev.faultline.cli.run.Planted;
import dev.faultline.core.regression.Attribution;
import java.util.List;

/**
 * What the demo hid in the run, and whether exactly that was found.
 *
 * @param sentence the comparison, for people
 */
public record PlantedSummary(boolean found, String sentence, List<Cause> causes) {

  /**
   * @param fault the fault's name; null when it was not announced
   * @param ended null when it lasted to the end of the run
   * @param regression id of the regression that was taken for it; null when there is none
   */
  public record Cause(
      String what,
      Attribution expected,
      String fault,
      String began,
      Double beganOffsetSeconds,
      String ended,
      Double endedOffsetSeconds,
      String regression) {}

  static PlantedSummary of(Planted planted, Times times) {
    return new PlantedSummary(
        planted.found(),
        planted.sentence(),
        planted.causes().stream().map(cause -> cause(cause, times)).toList());
  }

  private static Cause cause(Planted.Cause cause, Times times) {
    return new Cause(
        cause.what(),
        cause.expected(),
        cause.fault().orElse(null),
        Times.iso(cause.beganMicros()),
        times.offset(cause.beganMicros()),
        Times.iso(cause.endedMicros()),
        times.offset(cause.endedMicros()),
        cause.regression().orElse(null));
  }
}
