package dev.faultline.generator.driver.kafka;

import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Hands over the records of a topic, each once, from where the topic ended when it was opened. It
 * belongs to no group and commits nothing. While the brokers are away it waits, and goes on where
 * it was. On a thread of its own.
 */
public final class KafkaSubscription implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String KEY = "key";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Listener listener;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean closed;

  /** Who gets the records, on the subscription's thread. */
  public interface Listener {

    /**
     * Records have come; no further ones do until this returns.
     *
     * @param messages in order; the key is the header {@code key}, unless the record has such a
     *     header
     */
    void arrived(List<Message> messages);

    /** None can be read. That is tried again, until the subscription is closed. */
    default void failed(String reason) {}
  }

  private KafkaSubscription(
      ClientSettings settings, List<TopicPartition> partitions, Clock clock, Listener listener) {
    this.consumer =
        new KafkaConsumer<>(
            settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.listener = listener;
    this.clock = clock;
    this.thread = new Thread(this::read, "faultline-kafka-" + partitions.getFirst().topic());
    thread.setDaemon(true);
  }

  /**
   * Opens it; what is produced from now on will be handed over. Blocks for some seconds at most.
   *
   * @throws UnusableTargetException when there is no such topic, nobody to tell where it ends, or
   *     something that the target has to be told or shown is not there
   */
  public static KafkaSubscription open(
      Target.Kafka target, String topic, Secrets secrets, Clock clock, Listener listener)
      throws UnusableTargetException {
    ClientSettings settings = new ClientSettings(target, secrets);
    List<TopicPartition> partitions = new KnownTopics(PATIENCE).partitions(target, settings, topic);
    KafkaSubscription subscription = new KafkaSubscription(settings, partitions, clock, listener);
    try {
      subscription.goToTheEnd(partitions, PATIENCE);
    } catch (KafkaException e) {
      subscription.consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw new UnusableTargetException(
          "target '%s': %s does not tell where topic '%s' ends: %s"
              .formatted(target.name(), target.brokers(), topic, e.getMessage()));
    }
    subscription.thread.start();
    return subscription;
  }

  /**
   * Opens it; what is produced from now on will be handed over. Blocks for some seconds at most.
   *
   * @param partitions of one topic, at least one
   */
  static KafkaSubscription open(
      ClientSettings settings,
      List<TopicPartition> partitions,
      Duration patience,
      Clock clock,
      Listener listener) {
    KafkaSubscription subscription = new KafkaSubscription(settings, partitions, clock, listener);
    try {
      subscription.goToTheEnd(partitions, patience);
    } catch (RetriableException _) {
      // The brokers are away: then nothing is produced either until they are back.
    }
    subscription.thread.start();
    return subscription;
  }

  /** Where the end is has to be known before anything is produced, if it can be told. */
  private void goToTheEnd(List<TopicPartition> partitions, Duration patience) {
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    for (TopicPartition partition : partitions) {
      long _ = consumer.position(partition, patience);
    }
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        try {
          List<Message> messages = new ArrayList<>();
          consumer.poll(POLL).forEach(record -> messages.add(message(record)));
          if (!messages.isEmpty()) {
            listener.arrived(messages);
          }
        } catch (WakeupException | InterruptException _) {
          // Closed.
        } catch (KafkaException e) {
          listener.failed(e.toString());
          LockSupport.parkNanos(AFTER_FAILURE_NANOS);
        }
      }
    }
  }

  private Message message(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.merge(
          header.key().toLowerCase(Locale.ROOT),
          text(header.value()),
          (first, next) -> first + ", " + next);
    }
    Optional.ofNullable(record.key()).ifPresent(key -> headers.putIfAbsent(KEY, text(key)));
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new Message(headers, value, clock.epochMicros(), false);
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Hands over nothing more, soon. Does not wait for that, and never blocks. */
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
  }
}
