package dev.faultline.schemas;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the clients of all services, so that what they rely on stands in one place. A property of
 * the user's {@link KafkaSettings} replaces a default of ours, but never a guarantee:
 *
 * <ul>
 *   <li>producers wait for all replicas and neither duplicate nor reorder on a retry, not even when
 *       the broker is restarted meanwhile: of a producer's batches it then knows only the last, so
 *       no more than one is on its way;
 *   <li>consumers see only committed records and create no topics.
 * </ul>
 */
public final class KafkaClients {

  private static final Map<String, String> NEVER_LOST =
      Map.of(
          ACKS_CONFIG,
          "all",
          ENABLE_IDEMPOTENCE_CONFIG,
          "true",
          MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          "1");
  private static final Map<String, String> COMMITTED_ONLY =
      Map.of(ISOLATION_LEVEL_CONFIG, "read_committed", ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

  private KafkaClients() {}

  /** For few records that others wait for: each is sent at once. Thread-safe. */
  public static <T> Producer<String, T> eventProducer(KafkaSettings settings, Topic<T> topic) {
    return producer(settings, topic, Map.of(COMPRESSION_TYPE_CONFIG, "lz4", LINGER_MS_CONFIG, "0"));
  }

  /**
   * For many records: they wait up to 20 ms to be sent in batches of up to 128 KiB, in a memory of
   * 8 MiB. Not more, for each record in it holds some hundred bytes of heap besides. Thread-safe.
   */
  public static <T> Producer<String, T> bulkProducer(KafkaSettings settings, Topic<T> topic) {
    return producer(
        settings,
        topic,
        Map.of(
            COMPRESSION_TYPE_CONFIG, "lz4",
            LINGER_MS_CONFIG, "20",
            BATCH_SIZE_CONFIG, "131072",
            BUFFER_MEMORY_CONFIG, "8388608"));
  }

  /**
   * A member of a consumer group, subscribed to the topic; a new group begins with the oldest
   * record, and positions are committed while polling. Not thread-safe, as every consumer.
   */
  public static <T> Consumer<String, T> consumer(
      KafkaSettings settings, Topic<T> topic, String groupId) {
    Consumer<String, T> consumer =
        consumer(
            settings,
            topic,
            Map.of(ENABLE_AUTO_COMMIT_CONFIG, "true"),
            Map.of(GROUP_ID_CONFIG, groupId));
    consumer.subscribe(List.of(topic.name()));
    return consumer;
  }

  /**
   * A reader outside of any group, assigned to all partitions that the topic has now and positioned
   * at its oldest records. Not thread-safe.
   */
  public static <T> Consumer<String, T> reader(KafkaSettings settings, Topic<T> topic) {
    Consumer<String, T> consumer =
        consumer(settings, topic, Map.of(), Map.of(ENABLE_AUTO_COMMIT_CONFIG, "false"));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static <T> Producer<String, T> producer(
      KafkaSettings settings, Topic<T> topic, Map<String, String> defaults) {
    return new KafkaProducer<>(
        properties(defaults, settings, NEVER_LOST),
        new StringSerializer(),
        topic.serde().serializer());
  }

  private static <T> Consumer<String, T> consumer(
      KafkaSettings settings,
      Topic<T> topic,
      Map<String, String> defaults,
      Map<String, String> membership) {
    Properties properties = properties(defaults, settings, COMMITTED_ONLY);
    properties.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.putAll(membership);
    return new KafkaConsumer<>(properties, new StringDeserializer(), topic.serde().deserializer());
  }

  /** Our defaults, replaced by the user's, replaced by what must hold. */
  static Properties properties(
      Map<String, String> defaults, KafkaSettings settings, Map<String, String> guarantees) {
    Properties properties = new Properties();
    properties.putAll(defaults);
    properties.putAll(settings.clientProperties());
    properties.putAll(guarantees);
    return properties;
  }
}
