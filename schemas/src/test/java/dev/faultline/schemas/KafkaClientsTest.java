package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

  @Test
  void usersReplaceDefaultsButNotGuarantees() {
    KafkaSettings settings =
        KafkaSettings.of("kafka:9092").with("linger.ms", "5").with("acks", "0");

    Properties properties =
        KafkaClients.properties(
            Map.of("linger.ms", "20", "compression.type", "lz4"), settings, Map.of("acks", "all"));

    assertThat(properties)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "linger.ms", "5",
                "compression.type", "lz4",
                "acks", "all"));
  }

  @Test
  void settingsNeedAnAddress() {
    assertThatIllegalArgumentException().isThrownBy(() -> KafkaSettings.of(" "));
  }
}
