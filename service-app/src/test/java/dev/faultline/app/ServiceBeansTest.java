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
  void theEnvironmentSaysHowToLogIn() {
    KafkaSettings settings =
        beans.kafkaSettings(
            config(
                Map.of(
                    "FAULTLINE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                    "FAULTLINE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                    "FAULTLINE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "a login;",
                    "FAULTLINE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", "/etc/ca.crt")));

    assertThat(settings.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "a login;",
                "ssl.truststore.location", "/etc/ca.crt"));
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
