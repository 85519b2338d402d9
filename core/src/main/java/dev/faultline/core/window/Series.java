package dev.faultline.core.window;

import dev.faultline.core.run.RunId;
import java.util.Comparator;

/** What one line in a chart is: one step of one scenario in one run. */
public record Series(RunId runId, String scenario, String step) implements Comparable<Series> {

  /** The step that stands for a scenario's iterations as wholes; no other has that name. */
  public static final String ITERATION = "iteration";

  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::runId)
          .thenComparing(Series::scenario)
          .thenComparing(Series::step);

  @Override
  public int compareTo(Series other) {
    return ORDER.compare(this, other);
  }

  /** The record key on {@code faultline.windows}. */
  @Override
  public String toString() {
    return runId + "/" + scenario + "/" + step;
  }
}
