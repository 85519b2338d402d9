package dev.faultline.generator.driver;

import dev.faultline.core.check.Answer;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One request on its way, from being wanted to its end, for drivers whose library has threads of
 * its own. Times are taken where and when something happens; what follows from it happens on the
 * event loop:
 *
 * <pre>
 * wanted ──sent──▶ sent ──answered, refused, failed or too late──▶ ended
 *   └───────────failed───────────────────────────────────────────────▲
 * </pre>
 *
 * What comes after the end changes nothing. Thread-safe.
 */
public final class Attempt {

  private final Expectation expectation;
  private final long timeoutMicros;
  private final Values values;
  private final Completion completion;
  private final EventLoop loop;
  private final Clock clock;

  /** All below: on the event loop only. */
  private boolean sent;

  private long sentMicros;
  private long bytesSent;
  private Future<?> timeout;
  private boolean ended;

  /** What it is when the timeout has passed. */
  private volatile Failure late = Failure.TIMEOUT;

  /**
   * @param values of the iteration that wants it
   * @param completion told of its end, on the loop
   */
  public Attempt(
      Step.Measured step, Values values, Completion completion, EventLoop loop, Clock clock) {
    this.expectation = step.expectation();
    this.timeoutMicros = Durations.micros(step.timeout());
    this.values = values;
    this.completion = completion;
    this.loop = loop;
    this.clock = clock;
  }

  /** It goes out now; from here on the timeout counts. */
  public void sent(long bytes) {
    long nowMicros = clock.epochMicros();
    onLoop(
        () -> {
          if (!sent && !ended) {
            sent = true;
            sentMicros = nowMicros;
            bytesSent = bytes;
            long leftMicros = Math.max(0, timeoutMicros - (clock.epochMicros() - nowMicros));
            timeout = loop.schedule(this::tooLate, leftMicros, TimeUnit.MICROSECONDS);
          }
        });
  }

  /** It has come so far that, when the timeout passes from now on, this is the reason. */
  public void ifLate(Failure failure) {
    late = failure;
  }

  /** The target has answered now; whether as it should, the step's expectation says. */
  public void answered(Reply reply) {
    long nowMicros = clock.epochMicros();
    onLoop(() -> judge(reply, nowMicros));
  }

  /**
   * The target has answered now that it will not do it.
   *
   * @param reason a short stable word of the protocol, in small letters
   * @param bytes what came back
   */
  public void refused(String reason, long bytes) {
    long nowMicros = clock.epochMicros();
    onLoop(() -> end(nowMicros, Outcome.CHECK_FAILED, 0, reason, bytes));
  }

  /** There is no answer, and there will be none. */
  public void failed(Failure failure) {
    long nowMicros = clock.epochMicros();
    onLoop(() -> fail(failure, nowMicros));
  }

  /**
   * The same, for a reason that only this driver knows.
   *
   * @param reason a short stable word, in small letters
   */
  public void failed(String reason) {
    long nowMicros = clock.epochMicros();
    onLoop(() -> end(nowMicros, Outcome.ERROR, 0, reason, 0));
  }

  private void tooLate() {
    fail(late, clock.epochMicros());
  }

  private void fail(Failure failure, long nowMicros) {
    end(nowMicros, failure.outcome(), 0, failure.reason(), 0);
  }

  private void judge(Reply reply, long nowMicros) {
    if (ended) {
      return;
    }
    boolean expected = expectation.statuses().contain(reply.status());
    String broken = expected ? broken(reply, nowMicros) : "";
    Outcome outcome = expected && broken.isEmpty() ? Outcome.OK : Outcome.CHECK_FAILED;
    end(nowMicros, outcome, reply.status(), broken, reply.bytes());
  }

  private String broken(Reply reply, long nowMicros) {
    return expectation.statusOnly()
        ? ""
        : expectation.judge(
            new Answer(reply.headers(), reply.body(), nowMicros - sentMicros), values);
  }

  private void end(long nowMicros, Outcome outcome, int status, String error, long received) {
    if (ended) {
      return;
    }
    ended = true;
    if (timeout != null) {
      timeout.cancel(false);
    }
    completion.completed(
        new Measurement(
            sent ? sentMicros : nowMicros, nowMicros, outcome, status, error, bytesSent, received));
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }
}
