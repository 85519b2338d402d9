package dev.faultline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.schemas.KafkaSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceBeansTest {

  private final ServiceBeans beans = new ServiceBeans();

  @Test
  void theEnvironmentSaysWhichKafka() {
    KafkaSettings settings =
        beans.kafkaSettings(config(Map.of("FAULTLINE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")));

    assertThat(settings).isEqualTo(KafkaSettings.of("kafka:9092"));
  }

  @Test
  void oneMessageNamesWhatIsMissing() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> beans.kafkaSettings(config(Map.of())))
        .withMessage(
            "Which Kafka? Set faultline.kafka.bootstrap-servers"
                + " (environment: FAULTLINE_KAFKA_BOOTSTRAP_SERVERS) to host:port");
  }

  private static FaultlineConfig config(Map<String, String> environment) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(FaultlineConfig.class)
            .withSources(new EnvConfigSource(environment, 300))
            .addDefaultInterceptors()
            .build();
    return config.getConfigMapping(FaultlineConfig.class);
  }
}
