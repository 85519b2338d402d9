package dev.faultline.detector.detect;

import dev.faultline.core.regression.Degradation;

/** How a metric of a series is, as far as its windows have proven. */
public sealed interface Condition {

  /** Unknown: there is no baseline yet. Never the same as healthy. */
  record NoData() implements Condition {}

  /** Not proven to be worse than its baseline. */
  record Healthy() implements Condition {}

  /** Proven to be worse, and it lasts. */
  record Degraded(Degradation degradation) implements Condition {}

  /** This window has proven that the degradation has ended. */
  record Recovered(Degradation degradation) implements Condition {}
}
