package dev.faultline.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach the users' Kafka.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties further client properties (security, for example), given to every client
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers are missing, host:port is expected");
    }
    properties = Map.copyOf(properties);
  }

  /** Without any further properties. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /** The same with one further client property, or with another value for it. */
  public KafkaSettings with(String property, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(property, value);
    return new KafkaSettings(bootstrapServers, more);
  }

  /** All client properties, the bootstrap servers among them; a new, mutable map. */
  public Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.put("bootstrap.servers", bootstrapServers);
    return all;
  }
}
