package dev.faultline.generator.driver.kafka;

import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of targets. What a target has told before does when it does not answer: a shard may
 * have to be taken over while its target is away. Thread-safe; blocks for some seconds at most.
 */
final class KnownTopics {

  private final Duration patience;
  private final Map<Key, List<TopicPartition>> known = new ConcurrentHashMap<>();

  private record Key(String brokers, String topic) {}

  KnownTopics(Duration patience) {
    this.patience = patience;
  }

  /**
   * The partitions of a topic.
   *
   * @throws UnusableTargetException when there is no such topic, or nobody to tell it
   */
  List<TopicPartition> partitions(Target.Kafka target, ClientSettings settings, String topic)
      throws UnusableTargetException {
    Key key = new Key(target.brokers(), topic);
    try {
      List<TopicPartition> told = ask(settings, topic);
      if (told.isEmpty()) {
        throw new UnusableTargetException(
            "target '%s': there is no topic '%s' on %s"
                .formatted(target.name(), topic, target.brokers()));
      }
      known.put(key, told);
      return told;
    } catch (RetriableException silent) {
      return Optional.ofNullable(known.get(key))
          .orElseThrow(
              () ->
                  new UnusableTargetException(
                      "target '%s': %s cannot be reached; is it up?"
                          .formatted(target.name(), target.brokers())));
    } catch (KafkaException refused) {
      throw new UnusableTargetException(
          "target '%s': %s tells nothing of topic '%s': %s"
              .formatted(target.name(), target.brokers(), topic, reason(refused)));
    }
  }

  /** Of TLS, and of an address that nobody knows, the cause says more than the failure. */
  static String reason(KafkaException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return failure instanceof SslAuthenticationException
        ? "%s, %s".formatted(Failure.of(cause).reason(), cause.getMessage())
        : cause.getMessage();
  }

  private List<TopicPartition> ask(ClientSettings settings, String topic) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.partitionsFor(topic, patience).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    }
  }
}
