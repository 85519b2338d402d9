package dev.faultline.generator;

import dev.faultline.core.run.RunEvent;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/** Tells the other parts how a run goes on. */
@FunctionalInterface
interface RunPublisher {

  /** Publishes the event and waits until it is durable; false, and logged, when it is not. */
  boolean publish(RunEvent event);

  /** Puts events on {@code faultline.runs}. */
  static RunPublisher to(Producer<String, RunEvent> producer) {
    System.Logger log = System.getLogger(RunPublisher.class.getName());
    return event -> {
      String runId = event.runId().toString();
      try {
        producer.send(Topics.RUNS.record(runId, event, event.atMicros())).get();
        return true;
      } catch (ExecutionException e) {
        log.log(Level.ERROR, "Kafka did not take an event of run " + runId, e.getCause());
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        log.log(Level.ERROR, "Interrupted while publishing an event of run {0}", runId);
        return false;
      }
    };
  }
}
