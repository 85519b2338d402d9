package dev.faultline.generator;

import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells the other generators who carries which shard. */
interface ShardPublisher {

  /** Publishes the event and waits until it is durable; false, and logged, when it is not. */
  boolean publish(ShardEvent event);

  /** Removes what was told of a shard; does not wait. */
  void forget(RunId runId, int shard);

  /**
   * Puts events on {@code faultline.shards}.
   *
   * @param partitions how many the topic has
   */
  static ShardPublisher to(Producer<String, ShardEvent> producer, int partitions) {
    return new ToKafka(producer, partitions);
  }

  /** See {@link #to}. */
  record ToKafka(Producer<String, ShardEvent> producer, int partitions) implements ShardPublisher {

    private static final System.Logger LOG = System.getLogger(ShardPublisher.class.getName());

    @Override
    public boolean publish(ShardEvent event) {
      try {
        producer.send(record(event.runId(), event.shard(), event, event.atMicros() / 1000)).get();
        return true;
      } catch (ExecutionException e) {
        LOG.log(Level.ERROR, "Kafka did not take an event of run " + event.runId(), e.getCause());
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.log(Level.ERROR, "Interrupted while publishing for run {0}", event.runId());
        return false;
      }
    }

    /** When it gets lost, whoever is next to own the shard's partition does it again. */
    @Override
    public void forget(RunId runId, int shard) {
      var _ = producer.send(record(runId, shard, null, null));
    }

    private ProducerRecord<String, ShardEvent> record(
        RunId runId, int shard, ShardEvent event, Long timestampMillis) {
      return new ProducerRecord<>(
          Topics.SHARDS.name(),
          Topics.partitionOf(runId, shard, partitions),
          timestampMillis,
          Topics.shardKey(runId, shard),
          event);
    }
  }
}
