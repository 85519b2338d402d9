package dev.faultline.generator;

import dev.faultline.core.run.ShardEvent;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The generator's share of {@code faultline.shards}: the partitions that Kafka gives to this member
 * of the group, which change when others join, leave or die. Each is read from its beginning, and
 * is ours when all has been read that was there. On one thread.
 */
final class ShardSubscription implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ShardSubscription.class.getName());
  private static final String GROUP = "faultline-generator";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration CONFIRMATION_PATIENCE = Duration.ofSeconds(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final Consumer<String, ShardEvent> consumer;
  private final Reader reader;
  private final int partitions;

  private static final String SESSION_MILLIS = "6000";

  /** Given to us, but not yet read to the end. */
  private final Set<Integer> given = new HashSet<>();

  /** Where that end was when it was first asked for. */
  private final Map<Integer, Long> ends = new HashMap<>();

  private final Set<Integer> ours = new HashSet<>();

  /** Taken from us, and perhaps given back at once: that is known when we are members again. */
  private final Set<Integer> lost = new HashSet<>();

  /** Who is told of the shards. */
  interface Reader {

    /** The next event of a shard. */
    void received(ShardEvent event);

    /** All that was told of the shard has been removed. */
    void forgotten(ShardKey shard);

    /** What was told of these shards is told anew, if it is told. */
    void forgotten(Predicate<ShardKey> shards);

    /** These shards will be somebody else's as soon as this returns. */
    void handOver(Predicate<ShardKey> shards);

    /** These shards are somebody else's already. */
    void lose(Predicate<ShardKey> shards);
  }

  ShardSubscription(KafkaSettings kafka, Reader reader) {
    this.reader = reader;
    consumer = KafkaClients.consumer(withDefaults(kafka), Topics.SHARDS, GROUP);
    partitions = consumer.partitionsFor(Topics.SHARDS.name()).size();
    consumer.subscribe(List.of(Topics.SHARDS.name()), new Listener());
  }

  /** How many partitions the topic has. */
  int partitions() {
    return partitions;
  }

  /** Whether the shard is ours, and all is known that was told of it. */
  boolean owns(ShardKey shard) {
    return ours.contains(shard.partition(partitions));
  }

  /** Whether all shards are ours: there is no other member, or none that has been given any. */
  boolean ownsAll() {
    return given.size() + ours.size() == partitions;
  }

  /**
   * Asks Kafka whether we are still a member of the group. Who stood still may have been given up,
   * and does not know it yet.
   */
  boolean isMember() {
    try {
      consumer.commitSync(CONFIRMATION_PATIENCE);
      return true;
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Not a member now", e);
      return false;
    }
  }

  /** Tells the reader what has come since the last call; waits a little for it. */
  void poll() {
    try {
      for (ConsumerRecord<String, ShardEvent> each : consumer.poll(POLL)) {
        if (each.value() == null) {
          reader.forgotten(ShardKey.parse(each.key()));
        } else {
          reader.received(each.value());
        }
      }
    } catch (RecordDeserializationException e) {
      LOG.log(Level.WARNING, "A record that is no shard event is passed over: {0}", e.getMessage());
      consumer.seek(e.topicPartition(), e.offset() + 1);
    }
    try {
      takeWhatWasRead();
    } catch (TimeoutException e) {
      LOG.log(Level.DEBUG, "Kafka does not tell where partitions end; asked again", e);
    }
  }

  private void takeWhatWasRead() {
    List<TopicPartition> unknown =
        given.stream()
            .filter(number -> !ends.containsKey(number))
            .map(ShardSubscription::partition)
            .toList();
    if (!unknown.isEmpty()) {
      consumer.endOffsets(unknown).forEach((each, end) -> ends.put(each.partition(), end));
    }
    for (int number : List.copyOf(given)) {
      if (consumer.position(partition(number)) >= ends.get(number)) {
        given.remove(number);
        ours.add(number);
      }
    }
  }

  /** Hands over what is ours and leaves the group; without Kafka it gives that up soon. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(Topics.SHARDS.name(), number);
  }

  private static KafkaSettings withDefaults(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>();
    // How long a dead generator is waited for before its shards are somebody else's.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    // Members hear of others with a heartbeat; until all have heard nobody carries what moves.
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "250");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.putAll(kafka.properties());
    return new KafkaSettings(kafka.bootstrapServers(), properties);
  }

  private final class Listener implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      consumer.seekToBeginning(added);
      added.forEach(each -> given.add(each.partition()));
      lost.removeAll(given);
      if (!lost.isEmpty()) {
        reader.lose(on(lost));
        lost.clear();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
      Set<Integer> numbers = numbers(removed);
      reader.handOver(on(numbers));
      forget(numbers);
    }

    /**
     * Kafka was away, or we were. Loads go on until it is known who has their shards, for when
     * Kafka was away nobody else has taken them.
     */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
      lost.addAll(numbers(gone));
      forget(numbers(gone));
    }

    private Set<Integer> numbers(Collection<TopicPartition> some) {
      return some.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private Predicate<ShardKey> on(Set<Integer> numbers) {
      Set<Integer> fixed = Set.copyOf(numbers);
      return shard -> fixed.contains(shard.partition(partitions));
    }

    private void forget(Set<Integer> numbers) {
      given.removeAll(numbers);
      ends.keySet().removeAll(numbers);
      ours.removeAll(numbers);
      reader.forgotten(on(numbers));
    }
  }
}
