package dev.faultline.generator.scenario;

/**
 * One pass through the steps of a scenario. The first step should begin when the arrival is due,
 * each later one when the step before has ended; a step that fails ends the iteration.
 */
final class Iteration implements Completion {

  final long dueMicros;

  /** Neighbours in {@link InFlight}. */
  Iteration older;

  Iteration younger;

  private final ScenarioRunner runner;
  private final IterationListener onEnded;
  private int position;

  /** When the step before ended and so the next one should begin. */
  private long intendedMicros;

  private boolean answered = true;
  private boolean thinking;
  private boolean ended;

  Iteration(ScenarioRunner runner, long dueMicros, IterationListener onEnded) {
    this.runner = runner;
    this.onEnded = onEnded;
    this.dueMicros = dueMicros;
    this.intendedMicros = dueMicros;
  }

  /** Does the next step, or ends when there is none. */
  void proceed() {
    if (position == runner.actions().size()) {
      end();
      return;
    }
    switch (runner.actions().get(position)) {
      case Action.Send send -> send.request().send(this);
      case Action.Think think -> {
        thinking = true;
        intendedMicros += think.micros();
        runner.timer().at(intendedMicros, this::thought);
      }
    }
  }

  /** Since when it waits for an answer, as of that time; 0 or less while it thinks. */
  long waitMicros(long atMicros) {
    return thinking ? 0 : atMicros - intendedMicros;
  }

  /** Ends it if it does nothing but think. */
  void endIfThinking() {
    if (thinking) {
      end();
    }
  }

  @Override
  public void completed(Measurement measurement) {
    Action.Send send = (Action.Send) runner.actions().get(position);
    runner.measured(send.step(), intendedMicros, measurement);
    intendedMicros = measurement.completedMicros();
    answered = measurement.outcome().answered();
    if (measurement.outcome().successful() && runner.goesOn()) {
      position++;
      proceed();
    } else {
      end();
    }
  }

  private void thought() {
    if (!ended) {
      thinking = false;
      position++;
      proceed();
    }
  }

  private void end() {
    ended = true;
    thinking = false;
    runner.ended(this);
    onEnded.ended(dueMicros, intendedMicros, answered);
  }
}
