package dev.faultline.scenario;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * For whom a custom scenario is executed. The same in each run of a plan but for what its
 * expressions take from the time or from answers.
 */
public interface Iteration {

  /** Its number in the whole run, from 0; no other iteration of the plan's scenario has it. */
  long number();

  /** Those of the target, and those of the step, which go before. Not to be changed. */
  Map<String, String> settings();

  /** Chance, seeded by the plan; another one for each execution. Not thread-safe. */
  RandomGenerator random();
}
