package dev.faultline.aggregator.bench;

import dev.faultline.core.result.ShardProgress;
import dev.faultline.schemas.Codec;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a load to a topic as fast as it can: keys, values, timestamps and compression as the
 * generator's, in larger batches. Shard {@code n} is on partition {@code n}, modulo their number.
 */
final class ResultLog implements Load.Sink, AutoCloseable {

  private static final Codec<byte[]> AS_IT_IS =
      new Codec<>() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
          return bytes;
        }
      };

  private final Topic<byte[]> topic;
  private final Producer<String, byte[]> producer;
  private final String[] keys;
  private final int partitions;
  private volatile Exception failure;
  private long valueBytes;

  ResultLog(KafkaSettings kafka, String topic, Load load) {
    this.topic = new Topic<>(topic, AS_IT_IS, Map.of());
    producer = KafkaClients.bulkProducer(kafka, this.topic);
    partitions = producer.partitionsFor(topic).size();
    keys = new String[load.shards()];
    for (int shard = 0; shard < keys.length; shard++) {
      keys[shard] = Topics.shardKey(load.run(), shard);
    }
  }

  /** Writes all of it in large batches; returns the mean size of a value. */
  static double write(KafkaSettings kafka, String topic, Load load) {
    KafkaSettings large =
        kafka
            .with("batch.size", String.valueOf(256 << 10))
            .with("linger.ms", "200")
            .with("buffer.memory", String.valueOf(64 << 20));
    try (ResultLog log = new ResultLog(large, topic, load)) {
      load.writeTo(log);
      log.flush();
      return (double) log.valueBytes / load.results();
    }
  }

  @Override
  public void result(int shard, long completedMicros, byte[] value) {
    valueBytes += value.length;
    send(shard, completedMicros, value);
  }

  @Override
  public void progress(ShardProgress progress) {
    send(progress.shard(), progress.watermarkMicros(), Topics.RESULTS.codec().encode(progress));
  }

  private void send(int shard, long eventMicros, byte[] value) {
    long millis = TimeUnit.MICROSECONDS.toMillis(eventMicros);
    producer.send(
        new ProducerRecord<>(topic.name(), shard % partitions, millis, keys[shard], value),
        (sent, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  /** Waits until all is on the topic. */
  void flush() {
    producer.flush();
    if (failure != null) {
      throw new IllegalStateException("the results could not be written", failure);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
