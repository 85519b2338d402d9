package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.schedule.LoopTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * A target that answers after as long as a test wants, one request after the other where there are
 * fewer connections than requests.
 */
public final class HandTurnedDriver implements StepDriver {

  /** A request that is never answered. */
  public static final long NEVER = -1;

  private final LoopTimer timer;
  private final int connections;
  private final LongSupplier serviceMicros;
  private final Deque<Completion> waiting = new ArrayDeque<>();
  private Outcome outcome = Outcome.OK;
  private int busy;
  private boolean closed;

  public HandTurnedDriver(LoopTimer timer, int connections, LongSupplier serviceMicros) {
    this.timer = timer;
    this.connections = connections;
    this.serviceMicros = serviceMicros;
  }

  /** How requests sent from now on end. */
  public void endWith(Outcome wanted) {
    outcome = wanted;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) {
    return (values, completion) -> send(completion);
  }

  @Override
  public void giveUpWaiting() {
    long now = timer.nowMicros();
    while (!waiting.isEmpty()) {
      waiting
          .poll()
          .completed(new Measurement(now, now, Outcome.TIMEOUT, 0, "no-connection", 0, 0));
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void send(Completion completion) {
    if (busy == connections) {
      waiting.add(completion);
      return;
    }
    busy++;
    long sentMicros = timer.nowMicros();
    long service = serviceMicros.getAsLong();
    Outcome end = outcome;
    if (service != NEVER) {
      timer.at(sentMicros + service, () -> end(completion, sentMicros, end));
    }
  }

  private void end(Completion completion, long sentMicros, Outcome end) {
    busy--;
    Completion next = waiting.poll();
    if (next != null) {
      send(next);
    }
    int status = end == Outcome.OK ? 200 : 500;
    completion.completed(new Measurement(sentMicros, timer.nowMicros(), end, status, "", 100, 200));
  }
}
