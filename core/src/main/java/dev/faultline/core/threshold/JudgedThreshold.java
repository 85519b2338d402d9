package dev.faultline.core.threshold;

import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A threshold and what was measured for it so far. */
final class JudgedThreshold {

  private final Threshold threshold;
  private final Measurement measurement;
  private final Map<String, String> stepOfScenario = new HashMap<>();
  private Optional<ThresholdResult> outcome = Optional.empty();

  JudgedThreshold(Threshold threshold) {
    this.threshold = threshold;
    this.measurement = Measurement.of(threshold.selector());
  }

  void observe(WindowStats window) {
    if (threshold.selector().covers(window.series()) && counts(window)) {
      measurement.add(window);
    }
  }

  void observe(ResourceSample sample) {
    if (threshold.selector().covers(sample)) {
      measurement.add(sample);
    }
  }

  void observe(RunProgress progress) {
    measurement.add(progress);
  }

  /** Each step's window repeats the counts of its scenario: one step stands for its scenario. */
  private boolean counts(WindowStats window) {
    if (threshold.selector().metric().scope() != Scope.SCENARIO) {
      return true;
    }
    String step = window.series().step();
    return step.equals(stepOfScenario.computeIfAbsent(window.series().scenario(), _ -> step));
  }

  /** Whether it ends the run that is so old. What was not measured ends nothing. */
  boolean aborts(Duration age) {
    return threshold.abortAfter().filter(delay -> age.compareTo(delay) >= 0).isPresent()
        && measured().isPresent()
        && !result().held();
  }

  /** From now on it stays as it is: this is what ended the run. */
  ThresholdResult abortedAt(long atMicros) {
    ThresholdResult result = result(OptionalLong.of(atMicros));
    outcome = Optional.of(result);
    return result;
  }

  ThresholdResult result() {
    return outcome.orElseGet(() -> result(OptionalLong.empty()));
  }

  private ThresholdResult result(OptionalLong abortedAtMicros) {
    ThresholdExpression expression = threshold.expression();
    OptionalDouble soFar = measured();
    boolean holds =
        soFar.isPresent() && expression.operator().holds(soFar.getAsDouble(), expression.value());
    boolean held = holds && measurement.complete();
    OptionalDouble observed = holds && !held ? OptionalDouble.empty() : soFar;
    return new ThresholdResult(
        threshold.written(), expression.written(), observed, held, abortedAtMicros);
  }

  private OptionalDouble measured() {
    return measurement.value(threshold.expression().aggregate());
  }
}
