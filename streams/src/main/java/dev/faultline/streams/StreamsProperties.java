package dev.faultline.streams;

import dev.faultline.schemas.KafkaSettings;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the topology is run: our defaults, replaced by the user's, replaced by what must hold. */
final class StreamsProperties {

  /** All windows of a shard that end at a time are one record, whatever their number. */
  private static final String MAX_RECORD_BYTES = String.valueOf(8 << 20);

  /**
   * What is written at each commit replaces what was written before; a small segment is soon
   * cleaned of it, so that whoever takes over has little to read.
   */
  private static final String SEGMENT_BYTES = String.valueOf(16 << 20);

  private StreamsProperties() {}

  static Properties of(
      String applicationId, Set<String> joinedTopics, KafkaSettings kafka, Path stateDir) {
    Properties properties = new Properties();
    defaults(properties);
    if (!joinedTopics.isEmpty()) {
      manyAtOnce(properties);
    }
    properties.putAll(kafka.clientProperties());
    guarantees(properties, applicationId, stateDir);
    return properties;
  }

  private static void defaults(Properties properties) {
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MAX_RECORD_BYTES);
    properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), SEGMENT_BYTES);
    // Records have the times of the generators' clocks, which may be ahead of the brokers'.
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        String.valueOf(Long.MAX_VALUE));
    // Kafka Streams takes all that was ever written for what a newcomer has to read, and would let
    // it look on for ten minutes first.
    properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
    // What a killed instance held is taken over after this time, and not after 45 s.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000");
  }

  /**
   * A joined record is hundreds, so few of them are a buffer: more would only be more memory.
   * Whoever reads so much commits seldom, and asks for it when somebody waits.
   */
  private static void manyAtOnce(Properties properties) {
    // No more than fit into a processor's cache, for each is touched twice.
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
    // No task has two inputs that could wait for each other.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
    // As large as the system allows: what fits in comes while the thread counts, not while it
    // waits.
    properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1");
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "4");
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "1000");
    // What goes out holds histograms that are deflated; what stays within is soon read and deleted.
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
  }

  private static void guarantees(Properties properties, String applicationId, Path stateDir) {
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }
}
