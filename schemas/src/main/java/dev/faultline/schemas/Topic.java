package dev.faultline.schemas;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic: its name, how its values are written, and its broker settings.
 *
 * @param settings topic configuration, for example {@code cleanup.policy}
 */
public record Topic<T>(String name, Codec<T> codec, Map<String, String> settings) {

  public Topic {
    settings = Map.copyOf(settings);
  }

  /**
   * A record to send, with the event's own time as its timestamp.
   *
   * @param eventMicros microseconds since the epoch
   */
  public ProducerRecord<String, T> record(String key, T value, long eventMicros) {
    return new ProducerRecord<>(name, null, Math.floorDiv(eventMicros, 1000L), key, value);
  }

  /** For clients and Streams; undecodable bytes throw {@link UndecodableException}. */
  public Serde<T> serde() {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : codec.encode(value),
        (topic, bytes) -> bytes == null ? null : codec.decode(bytes));
  }
}
