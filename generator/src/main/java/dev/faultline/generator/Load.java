package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import dev.faultline.generator.scenario.UnusableTargetException;

/** The load of one run, ready to begin. Thread-safe. */
interface Load {

  /**
   * Puts the load on, once.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   */
  void begin(long startMicros);

  /**
   * Ends it early, after {@link #begin}: no further arrivals, what is in flight may end. Does not
   * wait for that.
   */
  void stop();

  /** Makes loads. */
  @FunctionalInterface
  interface Source {

    /**
     * Does all that must be done before the load can begin, and sends nothing to any target.
     *
     * @throws UnusableTargetException when the plan's load cannot be put on
     */
    Load prepare(RunId runId, Plan plan) throws UnusableTargetException;
  }
}
