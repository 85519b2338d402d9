package dev.faultline.generator.driver.custom;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.profile.SplitMix;
import dev.faultline.scenario.Iteration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What code is told of the iteration that it is executed for. */
record OneIteration(long number, Map<String, String> settings, RandomGenerator random)
    implements Iteration {

  /**
   * @param usual settings of the target
   * @param own settings of the step
   */
  static OneIteration of(Values values, Map<String, String> usual, Map<String, Template> own) {
    Map<String, String> settings = usual;
    if (!own.isEmpty()) {
      Map<String, String> filled = new HashMap<>(usual);
      own.forEach((name, value) -> filled.put(name, value.fill(values)));
      settings = Collections.unmodifiableMap(filled);
    }
    SplitMix chance = new SplitMix(values.randomBits());
    return new OneIteration(values.numberInRun(), settings, chance::next);
  }
}
