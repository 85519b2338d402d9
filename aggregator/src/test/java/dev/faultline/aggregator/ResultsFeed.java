package dev.faultline.aggregator;

import dev.faultline.core.result.ResultRecord;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes to {@code faultline.results} and knows that it is there. */
final class ResultsFeed implements AutoCloseable {

  private final Producer<String, ResultRecord> producer;

  ResultsFeed(KafkaSettings kafka) {
    producer = KafkaClients.bulkProducer(kafka, Topics.RESULTS);
  }

  /** Returns when Kafka has acknowledged all of them. */
  void send(List<ProducerRecord<String, ResultRecord>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new AssertionError("a result was not written", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
