package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.SharedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersKafkaIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  @Test
  void aKafkaWithTheTopicsIsFine() throws Exception {
    try (UsersKafka kafka = UsersKafka.connect(broker.settings())) {
      assertThat(kafka.failure()).isEmpty();
      assertThat(kafka.kafka()).isEqualTo(broker.settings());
    }
  }

  @Test
  void aKafkaThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> UsersKafka.connect(KafkaSettings.of("127.0.0.1:1")))
        .isInstanceOf(UnreachableException.class)
        .hasMessage("Kafka at 127.0.0.1:1 cannot be reached within 10 s");
  }

  @Test
  void anAddressThatNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> UsersKafka.connect(KafkaSettings.of("kafka.invalid:9092")))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("kafka.invalid:9092");
  }
}
