package dev.faultline.cli.replay;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what aggregator and detector read. The run's events and the whole fault timeline come
 * first, so that no second of windows is ever judged without the faults of its time.
 *
 * @param runEvents those of them that the run's other parts and its user wrote
 */
record Feed(KafkaSettings kafka, Recording recording, List<RecordedRecord> runEvents)
    implements Callable<Void> {

  /**
   * Sends it all; an interrupt ends it early.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka does not take it
   */
  @Override
  public Void call() throws BadRecordingException {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Producer<byte[], byte[]> producer = producer();
    try (RecordedTopic faults = recording.open(Topics.FAULTS);
        RecordedTopic results = recording.open(Topics.RESULTS)) {
      send(producer, Topics.RUNS, runEvents.iterator(), failure);
      send(producer, Topics.FAULTS, faults, failure);
      producer.flush();
      send(producer, Topics.RESULTS, results, failure);
      producer.flush();
    } finally {
      producer.close(Duration.ZERO);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return null;
  }

  private static void send(
      Producer<byte[], byte[]> producer,
      Topic<?> topic,
      Iterator<RecordedRecord> records,
      AtomicReference<RuntimeException> failure) {
    while (records.hasNext() && failure.get() == null) {
      RecordedRecord next = records.next();
      producer.send(
          new ProducerRecord<>(
              topic.name(), 0, next.timestampMillis(), next.keyBytes(), next.valueBytes()),
          (place, e) -> {
            if (e != null) {
              failure.compareAndSet(
                  null, new IllegalStateException("cannot write " + topic.name(), e));
            }
          });
    }
  }

  private Producer<byte[], byte[]> producer() {
    Properties properties = kafka.clientProperties();
    properties.put("acks", "all");
    properties.put("enable.idempotence", "true");
    properties.put("compression.type", "lz4");
    properties.put("linger.ms", "20");
    properties.put("batch.size", "131072");
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(properties, bytes, bytes);
  }
}
