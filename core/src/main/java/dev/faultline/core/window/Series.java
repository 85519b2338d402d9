package dev.faultline.core.window;

import dev.faultline.core.run.RunId;
import java.util.Comparator;
import java.util.Set;

/** What one line in a chart is: one step of one scenario in one run. */
public record Series(RunId runId, String scenario, String step) implements Comparable<Series> {

  /** The step that stands for a scenario's iterations as wholes; no other has that name. */
  public static final String ITERATION = "iteration";

  /** The step that stands for what became of a scenario's events; no other has that name. */
  public static final String DELIVERY = "delivery";

  /**
   * The step that stands for sights of a scenario's events that were not waited for: duplicates,
   * and what comes too late. No other has that name.
   */
  public static final String STRAY = "stray";

  private static final Set<String> NO_REQUESTS = Set.of(ITERATION, DELIVERY, STRAY);

  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::runId)
          .thenComparing(Series::scenario)
          .thenComparing(Series::step);

  /** Whether a step of that name is no request: nobody else may call a step so. */
  public static boolean isReserved(String step) {
    return NO_REQUESTS.contains(step);
  }

  /** Whether its results are requests, and nothing that was found out from several of them. */
  public boolean ofRequests() {
    return !isReserved(step);
  }

  /** Whether its results tell of the delivery of events. */
  public boolean ofDeliveries() {
    return step.equals(DELIVERY) || step.equals(STRAY);
  }

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
