package dev.faultline.generator.driver.custom;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.CustomStep;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.scenario.CustomScenario;
import dev.faultline.scenario.Iteration;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/**
 * Code that is executed for one iteration, from being wanted to its return. For its iteration it
 * ends with the timeout at the latest; the code is interrupted then, and may go on for a while.
 */
final class Execution implements Completion {

  /** Where it goes on. */
  record Stage(Guest guest, Places places, Complaints complaints, EventLoop loop, Clock clock) {}

  private final CustomScenario scenario;
  private final Iteration iteration;
  private final Completion completion;
  private final Stage stage;
  private final Attempt attempt;
  private final Thread thread;
  private volatile boolean returned;

  Execution(
      CustomScenario scenario,
      Iteration iteration,
      CustomStep step,
      Values values,
      Completion completion,
      Stage stage) {
    this.scenario = scenario;
    this.iteration = iteration;
    this.completion = completion;
    this.stage = stage;
    this.attempt = new Attempt(step, values, this, stage.loop, stage.clock);
    this.thread = stage.guest.thread(step.scenario(), this::run);
  }

  /** The timeout counts from here, whenever a thread is free: so it ends in any case. */
  void begin() {
    attempt.sent(0);
    thread.start();
  }

  /** It is not begun any more. */
  void giveUp() {
    attempt.failed(Failure.NO_CONNECTION);
  }

  private void run() {
    Throwable thrown = thrown();
    returned = true;
    try {
      if (thrown == null) {
        attempt.answered(Reply.DONE);
      } else {
        Problem.tell(thrown, attempt);
        stage.complaints.tell(thrown);
      }
      stage.loop.execute(() -> stage.places.left(this));
    } catch (RejectedExecutionException _) {
      Thread.currentThread().interrupt(); // the loop has ended, and nobody waits any more
    }
  }

  private Throwable thrown() {
    try {
      scenario.execute(iteration);
      return null;
    } catch (Throwable e) { // whatever it is, it is the guest's own affair
      return e;
    }
  }

  /** Tells its code to come to an end. */
  void interrupt() {
    if (!returned) {
      thread.interrupt();
    }
  }

  @Override
  public void completed(Measurement measurement) {
    interrupt();
    completion.completed(measurement);
  }
}
