package dev.faultline.cli.run;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the submitter of a run says on {@code faultline.runs}. Not thread-safe. */
final class RunSubmission implements AutoCloseable {

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

  static Producer<String, RunEvent> producer(KafkaSettings kafka) {
    Properties properties = kafka.clientProperties();
    properties.put("acks", "all");
    properties.put("delivery.timeout.ms", "10000");
    properties.put("request.timeout.ms", "5000");
    properties.put("max.block.ms", "10000");
    return new KafkaProducer<>(
        properties, new StringSerializer(), Topics.RUNS.serde().serializer());
  }

  void submit() throws ExecutionException, InterruptedException {
    send(new RunEvent.Submitted(runId, clock.epochMicros(), plan));
  }

  void requestAbort(String reason) throws ExecutionException, InterruptedException {
    send(new RunEvent.AbortRequested(runId, clock.epochMicros(), plan, reason));
  }

  private void send(RunEvent event) throws ExecutionException, InterruptedException {
    producer.send(Topics.RUNS.record(runId.toString(), event, event.atMicros())).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
