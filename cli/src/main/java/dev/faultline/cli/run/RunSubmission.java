package dev.faultline.cli.run;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/** What the submitter of a run says on {@code faultline.runs}. Not thread-safe. */
final class RunSubmission implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Producer<String, RunEvent> producer;
  private final RunId runId;
  private final PlanSource plan;
  private final Clock clock;

  /** The producer becomes this object's own. */
  RunSubmission(Producer<String, RunEvent> producer, RunId runId, PlanSource plan, Clock clock) {
    this.producer = producer;
    this.runId = runId;
    this.plan = plan;
    this.clock = clock;
  }

  void submit() throws ExecutionException, InterruptedException, TimeoutException {
    send(new RunEvent.Submitted(runId, clock.epochMicros(), plan));
  }

  void requestAbort(String reason)
      throws ExecutionException, InterruptedException, TimeoutException {
    send(new RunEvent.AbortRequested(runId, clock.epochMicros(), plan, reason));
  }

  private void send(RunEvent event)
      throws ExecutionException, InterruptedException, TimeoutException {
    producer
        .send(Topics.RUNS.record(runId.toString(), event, event.atMicros()))
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
