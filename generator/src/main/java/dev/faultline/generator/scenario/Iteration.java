package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;

/**
 * One pass through the steps of a scenario, and then through those that clean up. The first step
 * should begin when the arrival is due; a step that fails ends the pass, but not the cleaning up.
 */
final class Iteration extends Track {

  final long dueMicros;

  /** Neighbours in {@link InFlight}. */
  Iteration older;

  Iteration younger;

  private final IterationListener onEnded;

  /** Null when the iteration as a whole is not measured. */
  private final Whole whole;

  private boolean cleansUp;

  Iteration(ScenarioRunner runner, Values values, long dueMicros, IterationListener onEnded) {
    super(runner, values, runner.program(), dueMicros);
    this.onEnded = onEnded;
    this.dueMicros = dueMicros;
    this.whole = runner.measuresIterations() ? new Whole(runner.timer().nowMicros()) : null;
  }

  @Override
  boolean cleansUp() {
    return cleansUp;
  }

  @Override
  void ended(Measurement measurement) {
    if (whole != null && !cleansUp) {
      whole.add(measurement);
    }
  }

  @Override
  void finished() {
    passEnds(true);
  }

  @Override
  void cutShort() {
    passEnds(false);
  }

  private void passEnds(boolean finished) {
    if (!cleansUp && whole != null && (finished || whole.failed())) {
      runner().measured(dueMicros, whole.measurement(intendedMicros()));
    }
    if (!cleansUp && runner().cleansUp()) {
      cleansUp = true;
      turnTo(runner().cleanUp());
    } else {
      runner().ended(this);
      onEnded.ended(dueMicros, intendedMicros(), answered());
    }
  }
}
