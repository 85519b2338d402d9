package dev.faultline.app;

import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What the constructors of the services' plain classes ask for. */
@Singleton
class ServiceBeans {

  private static final String BOOTSTRAP_SERVERS = "faultline.kafka.bootstrap-servers";

  @Produces
  @Singleton
  KafkaSettings kafkaSettings(FaultlineConfig config) {
    String servers =
        config
            .kafka()
            .bootstrapServers()
            .filter(value -> !value.isBlank())
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Which Kafka? Set %s (environment: FAULTLINE_KAFKA_BOOTSTRAP_SERVERS) to host:port"
                            .formatted(BOOTSTRAP_SERVERS),
                        Set.of(BOOTSTRAP_SERVERS)));
    return new KafkaSettings(servers, config.kafka().properties());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.system();
  }

  @Produces
  @Singleton
  StateDirectory stateDirectory(FaultlineConfig config) {
    return new StateDirectory(config.stateDir());
  }
}
