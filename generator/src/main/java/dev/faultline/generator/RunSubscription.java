package dev.faultline.generator;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Follows all of {@code faultline.runs}, outside of any group: every generator carries shards of
 * runs that others have started, and may have to speak for one that another had taken. On one
 * thread.
 */
final class RunSubscription implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunSubscription.class.getName());
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  /** A run that began earlier is not taken over; those of all times would be read for long. */
  private static final Duration PAST = Duration.ofDays(7);

  private final Consumer<String, RunEvent> consumer;
  private final Map<TopicPartition, Long> present;

  /**
   * @param consumer positioned at the first event to be read; becomes this object's own
   */
  RunSubscription(Consumer<String, RunEvent> consumer) {
    this.consumer = consumer;
    this.present = new HashMap<>(consumer.endOffsets(consumer.assignment()));
  }

  /** Follows the runs that began in the last seven days, and those to come. */
  static RunSubscription open(KafkaSettings kafka, Clock clock) {
    Consumer<String, RunEvent> consumer = KafkaClients.reader(kafka, Topics.RUNS);
    long sinceMillis = clock.epochMicros() / 1000 - PAST.toMillis();
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer.assignment().forEach(partition -> times.put(partition, sinceMillis));
    // Asked for before the times: what comes meanwhile must not lie before where reading begins.
    Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
    return new RunSubscription(consumer);
  }

  /** Whether all has been read that was there at the beginning. */
  boolean caughtUp() {
    present.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return present.isEmpty();
  }

  /** What has come since the last call, those of a run in order; waits a little for it. */
  List<RunEvent> poll() {
    try {
      return StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
          .map(ConsumerRecord::value)
          .filter(Objects::nonNull)
          .toList();
    } catch (RecordDeserializationException e) {
      LOG.log(Level.WARNING, "A record that is no run event is passed over: {0}", e.getMessage());
      consumer.seek(e.topicPartition(), e.offset() + 1);
      return List.of();
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
  }
}
