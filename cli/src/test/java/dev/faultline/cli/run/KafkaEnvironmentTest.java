package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.KafkaSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaEnvironmentTest {

  @Test
  void variablesBecomeClientProperties() {
    var environment =
        new KafkaEnvironment(
            Map.of(
                "FAULTLINE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                "FAULTLINE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", "/etc/ca.crt",
                "FAULTLINE_KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092",
                "HOME", "/root"));

    assertThat(environment.settings("kafka:9093"))
        .isEqualTo(
            new KafkaSettings(
                "kafka:9093",
                Map.of("security.protocol", "SASL_SSL", "ssl.truststore.location", "/etc/ca.crt")));
  }

  @Test
  void withoutVariablesNothingIsAdded() {
    assertThat(new KafkaEnvironment(Map.of("PATH", "/bin")).settings("kafka:9092"))
        .isEqualTo(KafkaSettings.of("kafka:9092"));
  }
}
