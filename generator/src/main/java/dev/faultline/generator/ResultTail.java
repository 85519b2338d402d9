package dev.faultline.generator;

import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks {@code faultline.results} for the last progress of a shard. That is somewhere near the end
 * of its partition, which is therefore read from there in ever longer strides, each of them
 * forwards:
 *
 * <pre>
 *  run's start ┃◀──── 3rd, 4 n ────┃◀── 2nd, 2 n ──┃◀ 1st, n ┃ end
 * </pre>
 */
final class ResultTail implements Predecessors {

  private static final System.Logger LOG = System.getLogger(ResultTail.class.getName());
  private static final long FIRST_STRIDE = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration CLOSE_PATIENCE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;

  ResultTail(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
    this.kafka = new KafkaSettings(kafka.bootstrapServers(), properties);
  }

  @Override
  public Map<String, Long> due(ShardId shard, long startMicros) {
    try {
      return asked(shard, startMicros);
    } catch (KafkaException e) {
      LOG.log(
          Level.WARNING,
          "What was due before on shard {0} of run {1} is not known, so it is counted anew: {2}",
          shard.shard(),
          shard.runId(),
          e.getMessage());
      return Map.of();
    }
  }

  private Map<String, Long> asked(ShardId shard, long startMicros) {
    Consumer<String, ResultRecord> consumer = KafkaClients.reader(kafka, Topics.RESULTS);
    try {
      return consumer.assignment().isEmpty()
          ? Map.of()
          : lastProgress(consumer, shard, startMicros)
              .map(ResultTail::dueByScenario)
              .orElse(Map.of());
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }
  }

  private static Map<String, Long> dueByScenario(ShardProgress progress) {
    return progress.scenarios().stream()
        .collect(Collectors.toMap(ScenarioProgress::scenario, ScenarioProgress::due));
  }

  private static Optional<ShardProgress> lastProgress(
      Consumer<String, ResultRecord> consumer, ShardId shard, long startMicros) {
    TopicPartition partition =
        new TopicPartition(
            Topics.RESULTS.name(),
            Topics.partitionOfResults(shard.runId(), shard.shard(), consumer.assignment().size()));
    consumer.assign(List.of(partition));
    long until = consumer.endOffsets(List.of(partition)).get(partition);
    long first = firstOfRun(consumer, partition, startMicros).orElse(until);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<ShardProgress> last = Optional.empty();
    for (long stride = FIRST_STRIDE; last.isEmpty() && until > first; stride *= 2) {
      long from = Math.max(first, until - stride);
      last = lastIn(consumer, partition, from, until, shard, deadline);
      until = from;
    }
    return last;
  }

  private static Optional<Long> firstOfRun(
      Consumer<String, ResultRecord> consumer, TopicPartition partition, long startMicros) {
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, startMicros / 1000)).get(partition);
    return Optional.ofNullable(first).map(OffsetAndTimestamp::offset);
  }

  /** A generator that stood still and wakes up may speak after its successor. */
  private static Optional<ShardProgress> lastIn(
      Consumer<String, ResultRecord> consumer,
      TopicPartition partition,
      long from,
      long until,
      ShardId shard,
      long deadline) {
    String key = Topics.shardKey(shard.runId(), shard.shard());
    Optional<ShardProgress> last = Optional.empty();
    consumer.seek(partition, from);
    while (consumer.position(partition) < until) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the end of %s could not be read in time".formatted(partition));
      }
      for (ConsumerRecord<String, ResultRecord> record : poll(consumer)) {
        if (key.equals(record.key())
            && record.value() instanceof ShardProgress progress
            && progress.epoch() < shard.epoch()
            && last.map(ShardProgress::epoch).orElse(0) <= progress.epoch()) {
          last = Optional.of(progress);
        }
      }
    }
    return last;
  }

  private static Iterable<ConsumerRecord<String, ResultRecord>> poll(
      Consumer<String, ResultRecord> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (RecordDeserializationException e) {
      consumer.seek(e.topicPartition(), e.offset() + 1);
      return List.of();
    }
  }
}
