package dev.faultline.chaos;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The injector's share of {@code faultline.runs}: the partitions that Kafka gives to this member of
 * the group, which change when others join or die. On one thread, but for {@link #wake}.
 */
final class RunSubscription implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunSubscription.class.getName());
  private static final String GROUP = "faultline-chaos-injector";
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<String, RunEvent> consumer;

  /** Who answers for the runs of a partition. */
  interface Owner {

    /**
     * These are ours from now on, and nobody else's.
     *
     * @return where to read on, by partition
     */
    Map<Integer, Long> taken(Collection<Integer> partitions);

    /** The runs that it holds for are no longer ours, or will not be as soon as this returns. */
    void givenUp(Predicate<RunId> runs);
  }

  RunSubscription(KafkaSettings kafka, Owner owner) {
    consumer = KafkaClients.consumer(withDefaults(kafka), Topics.RUNS, GROUP);
    consumer.subscribe(List.of(Topics.RUNS.name()), listener(owner));
  }

  /** What has come since the last call, in order; waits a little when there is nothing. */
  List<RunEvent> poll() {
    try {
      return StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
          .map(ConsumerRecord::value)
          .filter(Objects::nonNull)
          .toList();
    } catch (RecordDeserializationException unreadable) {
      LOG.log(Level.WARNING, "passed over: {0}", unreadable.getMessage());
      consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
      return List.of();
    } catch (WakeupException closing) {
      return List.of();
    }
  }

  /** Makes a waiting {@link #poll} return. From any thread. */
  void wake() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static KafkaSettings withDefaults(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>();
    // How long a dead injector is waited for before its runs are somebody else's.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, SteadyAssignor.class.getName());
    properties.putAll(kafka.properties());
    return new KafkaSettings(kafka.bootstrapServers(), properties);
  }

  private ConsumerRebalanceListener listener(Owner owner) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> added) {
        if (!added.isEmpty()) {
          owner
              .taken(numbers(added))
              .forEach((number, offset) -> consumer.seek(partition(number), offset));
        }
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> removed) {
        owner.givenUp(on(removed));
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> lost) {
        owner.givenUp(on(lost));
      }
    };
  }

  private Predicate<RunId> on(Collection<TopicPartition> partitions) {
    int all = consumer.partitionsFor(Topics.RUNS.name()).size();
    return runId -> partitions.contains(partition(Topics.partitionOf(runId, all)));
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(Topics.RUNS.name(), number);
  }
}
