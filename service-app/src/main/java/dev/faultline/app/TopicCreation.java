package dev.faultline.app;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.KafkaUnavailableException;
import dev.faultline.schemas.TopicAdmin;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Creates missing topics before any service starts. */
@Singleton
class TopicCreation {

  private final KafkaSettings kafka;
  private final FaultlineConfig config;

  TopicCreation(KafkaSettings kafka, FaultlineConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  void createMissing(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent startup) {
    try {
      TopicAdmin.createMissing(
          kafka, config.topics().partitions(), config.topics().replicationFactor());
    } catch (KafkaUnavailableException e) {
      // Quarkus shows an exception of this type as its message alone.
      throw new ConfigurationException(e.getMessage());
    }
  }
}
