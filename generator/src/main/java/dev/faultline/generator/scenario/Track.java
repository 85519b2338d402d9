package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;

/**
 * Goes through a program, one action after the other. The first request should begin when the track
 * does, each later one when what is before it has ended. On the event loop only.
 */
abstract class Track implements Completion {

  private final ScenarioRunner runner;
  private final Values values;
  private Program program;
  private int position;

  /** How often what is repeated has been done; null before anything is. */
  private int[] counters;

  /** When what is before has ended and so the next should begin. */
  private long intendedMicros;

  private boolean answered = true;
  private boolean thinking;

  /** How often it has begun to think: a timer of a thought that was cut short says nothing. */
  private int thoughts;

  /** The ways that it goes at once; null while it goes one. */
  private Ways ways;

  Track(ScenarioRunner runner, Values values, Program program, long intendedMicros) {
    this.runner = runner;
    this.values = values;
    this.program = program;
    this.intendedMicros = intendedMicros;
  }

  /** It has come to the end of its program. */
  abstract void finished();

  /** It has not: a request was not answered as it should, or the load is to end. */
  abstract void cutShort();

  /** Whether it does what has to be done whatever happens. */
  abstract boolean cleansUp();

  /** Goes on until it has to wait for something. */
  final void proceed() {
    while (position < program.actions().size()) {
      switch (program.actions().get(position)) {
        case Action.Send send -> {
          if (!cleansUp() || send.step().isKnown(values)) {
            send.watch().begins(values, intendedMicros);
            send.request().send(values, this);
            return;
          }
          position++; // there is nothing to clean up: what it needs was never captured
        }
        case Action.Think think -> {
          think(think.micros());
          return;
        }
        case Action.Jump jump -> position = jump.to();
        case Action.Again again -> position = again(again);
        case Action.Choose choose -> position = choose.begin(values.chance());
        case Action.Fork fork -> {
          ways = new Ways(this, fork.ways());
          ways.begin(intendedMicros);
          return;
        }
      }
    }
    finished();
  }

  private void think(long micros) {
    thinking = true;
    thoughts++;
    int thought = thoughts;
    intendedMicros += micros;
    runner.timer().at(intendedMicros, () -> thought(thought));
  }

  private void thought(int thought) {
    if (thinking && thought == thoughts) {
      thinking = false;
      position++;
      proceed();
    }
  }

  private int again(Action.Again again) {
    if (counters == null) {
      counters = new int[program.counters()];
    }
    counters[again.counter()]++;
    if (counters[again.counter()] < again.times()) {
      return again.from();
    }
    counters[again.counter()] = 0;
    return position + 1;
  }

  @Override
  public final void completed(Measurement measurement) {
    Action.Send send = (Action.Send) program.actions().get(position);
    send.watch().ended(values, measurement);
    runner.measured(send.name(), intendedMicros, measurement);
    ended(measurement);
    intendedMicros = measurement.completedMicros();
    answered &= measurement.outcome().answered();
    goOn(measurement.outcome().successful());
  }

  @Override
  public final void measuredBesides(String step, Measurement measurement) {
    runner.measured(step, intendedMicros, measurement);
  }

  @Override
  public final void stopped(long nowMicros) {
    intendedMicros = nowMicros;
    goOn(false);
  }

  /** A request has ended; for who sums them up. */
  void ended(Measurement measurement) {}

  /** All ways that it went at once have ended. */
  final void joined(boolean allFinished, boolean allAnswered, long endedMicros) {
    ways = null;
    intendedMicros = Math.max(intendedMicros, endedMicros);
    answered &= allAnswered;
    goOn(allFinished);
  }

  private void goOn(boolean successful) {
    boolean more = cleansUp() ? runner.cleansUp() : successful && runner.goesOn();
    if (more) {
      position++;
      proceed();
    } else {
      cutShort();
    }
  }

  /** Leaves its program for another one. */
  final void turnTo(Program next) {
    program = next;
    position = 0;
    counters = null;
    proceed();
  }

  /** Ends its thinking, unless that belongs to what has to be done whatever happens. */
  final void endThinking() {
    if (ways != null) {
      ways.endThinking();
    } else if (thinking && !(cleansUp() && runner.cleansUp())) {
      thinking = false;
      intendedMicros = Math.min(intendedMicros, runner.timer().nowMicros());
      cutShort();
    }
  }

  /** Since when it waits for an answer, as of that time; 0 or less while it thinks. */
  final long waitMicros(long atMicros) {
    if (ways != null) {
      return ways.waitMicros(atMicros);
    }
    return thinking ? 0 : atMicros - intendedMicros;
  }

  final ScenarioRunner runner() {
    return runner;
  }

  final Values values() {
    return values;
  }

  final long intendedMicros() {
    return intendedMicros;
  }

  final boolean answered() {
    return answered;
  }
}
