package dev.faultline.cli.replay;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
    Producer<byte[], byte[]> producer = producer();
    Sending sending = new Sending(producer, new AtomicReference<>());
    try {
      for (RecordedRecord event : runEvents) {
        sending.send(Topics.RUNS, event);
      }
      sending.sendAll(Topics.FAULTS, recording);
      if (recording.has(Topics.RESOURCES)) {
        sending.sendAll(Topics.RESOURCES, recording);
      }
      sending.sendAll(Topics.RESULTS, recording);
    } finally {
      producer.close(Duration.ZERO);
    }
    return null;
  }

  private record Sending(Producer<byte[], byte[]> producer, AtomicReference<Exception> failure) {

    void send(Topic<?> topic, RecordedRecord record) {
      producer.send(
          new ProducerRecord<>(
              topic.name(), 0, record.timestampMillis(), record.keyBytes(), record.valueBytes()),
          (place, e) -> failure.compareAndSet(null, e));
      check();
    }

    /** Returns when Kafka has all of it. */
    void sendAll(Topic<?> topic, Recording recording) throws BadRecordingException {
      try (RecordedTopic records = recording.open(topic)) {
        while (records.hasNext()) {
          send(topic, records.next());
        }
      }
      producer.flush();
      check();
    }

    private void check() {
      if (failure.get() != null) {
        throw new KafkaException(failure.get().getMessage(), failure.get());
      }
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
