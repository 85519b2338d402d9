package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What lies between the results and is none, and what became of it. */
final class Litter implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int BEFORE_NUMBERS = 10 + 16;
  private static final int LONGEST_NUMBER = 10;

  private final KafkaSettings kafka;
  private final byte[] result;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, String> valueByPlace = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param result a good one, to be spoilt
   */
  Litter(KafkaSettings kafka, byte[] result) {
    this.kafka = kafka;
    this.result = result;
    producer =
        new KafkaProducer<>(
            kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Drops a piece on some partition; returns when Kafka has acknowledged it. */
  void drop(Random random) {
    byte[] value = piece(random);
    int partitions = producer.partitionsFor(Topics.RESULTS.name()).size();
    try {
      RecordMetadata place =
          producer
              .send(
                  new ProducerRecord<>(
                      Topics.RESULTS.name(), random.nextInt(partitions), null, value))
              .get();
      valueByPlace.put(
          place(place.topic(), place.partition(), place.offset()),
          HexFormat.of().formatHex(value == null ? new byte[0] : value));
    } catch (ExecutionException e) {
      throw new AssertionError("litter was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private byte[] piece(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> Arrays.copyOf(result, random.nextInt(result.length));
      case 2 -> spoilt(random);
      default -> {
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        yield garbage;
      }
    };
  }

  /** Its header and its run id say that it is a result, and then there is no number to be read. */
  private byte[] spoilt(Random random) {
    byte[] bytes = result.clone();
    int length = LONGEST_NUMBER + random.nextInt(bytes.length - BEFORE_NUMBERS - LONGEST_NUMBER);
    Arrays.fill(bytes, BEFORE_NUMBERS, BEFORE_NUMBERS + length, (byte) 0xff);
    return bytes;
  }

  /** Each piece is a dead letter, once, with its place, its bytes and what is wrong with it. */
  void assertDeadLettersOnce() {
    List<String> expected =
        valueByPlace.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .toList();
    List<String> letters = new ArrayList<>();
    try (CommittedRecords records = new CommittedRecords(kafka, Topics.DEAD_LETTERS.name())) {
      await("all dead letters are committed")
          .atMost(PATIENCE)
          .until(
              () -> {
                records.next().forEach(record -> addOurs(letters, record));
                return letters.size() >= expected.size() && records.atEnd();
              });
    }
    assertThat(letters.stream().sorted().toList()).isEqualTo(expected);
  }

  private void addOurs(List<String> letters, ConsumerRecord<String, byte[]> record) {
    DeadLetter letter = Topics.DEAD_LETTERS.codec().decode(record.value());
    String place = place(letter.topic(), letter.partition(), letter.offset());
    if (valueByPlace.containsKey(place)) {
      assertThat(record.key()).isEqualTo(letter.topic() + "/" + letter.partition());
      assertThat(letter.error()).isNotBlank();
      letters.add(place + " " + HexFormat.of().formatHex(letter.value().get()));
    }
  }

  /** In the order of the text, too. */
  private static String place(String topic, int partition, long offset) {
    return "%s/%d@%09d".formatted(topic, partition, offset);
  }

  @Override
  public void close() {
    producer.close();
  }
}
