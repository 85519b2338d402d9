package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;

/**
 * Hears all that a run's topics say about it, each record once, from one thread. Records of one
 * kind come in their order; between kinds there is no order, except that a second's windows come
 * before the progress that ends it.
 */
public interface RunObserver {

  /** Comes first: the run is about to be submitted. */
  default void opened(OpenedRun run) {}

  default void runEvent(RunEvent event) {}

  /** Hears of base windows only: all that is made of them adds windows up. */
  default void window(WindowStats window) {}

  default void progress(RunProgress progress) {}

  default void fault(FaultEvent event) {}

  default void regression(RegressionEvent event) {}

  default void verdict(RunVerdict verdict) {}
}
