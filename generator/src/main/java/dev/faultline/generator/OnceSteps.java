package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Does what a plan has done once per run. Never blocks; what it gives always completes, and never
 * exceptionally. Thread-safe.
 */
interface OnceSteps {

  /**
   * What became of a setup.
   *
   * @param captured by scenario, and then by name; also when it has failed
   * @param failure why there can be no load, for people; empty when there can
   */
  record SetUpEnd(Map<String, Map<String, String>> captured, Optional<String> failure) {}

  /** Does the setup of each scenario, one after the other, until one fails. */
  CompletableFuture<SetUpEnd> setUp(Plan plan);

  /**
   * Does all that is to be done at the end.
   *
   * @param plan one that knows what its setup has captured
   */
  CompletableFuture<Void> tearDown(Plan plan);
}
