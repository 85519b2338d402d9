package dev.faultline.generator;

import dev.faultline.core.run.RunEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads {@code faultline.runs}. On one thread, but for {@link #wake}. */
final class RunSubscription implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunSubscription.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final Consumer<String, RunEvent> consumer;

  RunSubscription(Consumer<String, RunEvent> consumer) {
    this.consumer = consumer;
  }

  /** What has come since the last call, in order; waits a little when there is nothing. */
  List<RunEvent> poll() {
    try {
      return StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
          .map(ConsumerRecord::value)
          .filter(event -> event != null)
          .toList();
    } catch (RecordDeserializationException e) {
      LOG.log(Level.WARNING, "A record that is no run event is passed over: {0}", e.getMessage());
      consumer.seek(e.topicPartition(), e.offset() + 1);
      return List.of();
    } catch (WakeupException e) {
      return List.of();
    }
  }

  /** Makes a waiting {@link #poll} return. From any thread. */
  void wake() {
    consumer.wakeup();
  }

  /** Leaves the group; without Kafka it gives that up soon. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
  }
}
