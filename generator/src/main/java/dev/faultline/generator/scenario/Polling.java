package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Durations;

/**
 * A request that is sent again until its answer is as expected, as if it were one.
 *
 * <pre>
 * sent ──every──▶ sent ──every──▶ sent ──▶ answered as expected
 *   └───────────────── service time ──────────────┘
 * </pre>
 *
 * @param runner that may want its iterations to end
 */
record Polling(PreparedRequest request, long withinMicros, long everyMicros, ScenarioRunner runner)
    implements PreparedRequest {

  /** Why it failed when the target answered, but never as expected: part of the format. */
  static final String NOT_WITHIN = "not-within";

  static Polling of(Step.Until until, PreparedRequest request, ScenarioRunner runner) {
    return new Polling(
        request, Durations.micros(until.within()), Durations.micros(until.every()), runner);
  }

  @Override
  public void send(Values values, Completion completion) {
    request.send(values, new Poll(values, completion));
  }

  /** One of them on its way. */
  private final class Poll implements Completion {

    private final Values values;
    private final Completion completion;
    private boolean begun;
    private long firstSentMicros;
    private long bytesSent;
    private long bytesReceived;

    Poll(Values values, Completion completion) {
      this.values = values;
      this.completion = completion;
    }

    @Override
    public void completed(Measurement last) {
      if (!begun) {
        begun = true;
        firstSentMicros = last.sentMicros();
      }
      bytesSent += last.bytesSent();
      bytesReceived += last.bytesReceived();
      long nextMicros = Math.max(last.sentMicros() + everyMicros, last.completedMicros());
      boolean inTime = nextMicros <= firstSentMicros + withinMicros;
      if (last.outcome().successful() || !inTime) {
        completion.completed(whole(last));
      } else if (runner.goesOn()) {
        runner.timer().at(nextMicros, () -> again(nextMicros));
      } else {
        completion.stopped(last.completedMicros());
      }
    }

    @Override
    public void stopped(long nowMicros) {
      completion.stopped(nowMicros);
    }

    /** A wait that the end of the load cut short says nothing of the target. */
    private void again(long nowMicros) {
      if (runner.goesOn()) {
        request.send(values, this);
      } else {
        completion.stopped(nowMicros);
      }
    }

    private Measurement whole(Measurement last) {
      return new Measurement(
          firstSentMicros,
          last.completedMicros(),
          last.outcome(),
          last.status(),
          last.outcome() == Outcome.CHECK_FAILED ? NOT_WITHIN : last.error(),
          bytesSent,
          bytesReceived);
    }
  }
}
