package dev.faultline.cli.run;

import dev.faultline.schemas.KafkaSettings;
import java.util.Locale;
import java.util.Map;

/**
 * How the command line logs in to the users' Kafka: by the same environment variables as the
 * services. {@code FAULTLINE_KAFKA_PROPERTIES_SASL_MECHANISM}, for example, becomes the client
 * property {@code sasl.mechanism}.
 */
record KafkaEnvironment(Map<String, String> variables) {

  private static final String PREFIX = "FAULTLINE_KAFKA_PROPERTIES_";

  /** For the Kafka at that address, {@code host:port}. */
  KafkaSettings settings(String bootstrap) {
    KafkaSettings settings = KafkaSettings.of(bootstrap);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) {
        settings = settings.with(property(variable.getKey()), variable.getValue());
      }
    }
    return settings;
  }

  private static String property(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
