package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunSubscriptionTest {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.RUNS.name(), 0);
  private static final RunEvent EVENT =
      new RunEvent.Submitted(
          new RunId(new UUID(1, 1)), 5, new PlanSource("shop.yaml", "name: shop", Map.of()));

  private final MockConsumer<String, RunEvent> consumer = new MockConsumer<>("earliest");
  private RunSubscription runs;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    runs = new RunSubscription(consumer);
  }

  @Test
  void hasCaughtUpWhenItHasReadWhatWasThereAtTheBeginning() {
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, "run", EVENT));
    runs.poll();
    assertThat(runs.caughtUp()).isFalse();
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 1, "run", EVENT));
    consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    runs.poll();
    assertThat(runs.caughtUp()).isTrue();
  }

  @Test
  void givesEventsInTheirOrderWithoutTombstones() {
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, "run", EVENT));
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 1, "run", null));
    assertThat(runs.poll()).containsExactly(EVENT);
  }

  @Test
  void passesOverWhatIsNoRunEvent() {
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 8, "run", EVENT));
    consumer.setPollException(
        new RecordDeserializationException(
            DeserializationExceptionOrigin.VALUE,
            PARTITION,
            7,
            0,
            TimestampType.CREATE_TIME,
            null,
            ByteBuffer.wrap(new byte[] {1}),
            new RecordHeaders(),
            "no record of faultline.runs",
            null));
    assertThat(runs.poll()).isEmpty();
    assertThat(consumer.position(PARTITION)).isEqualTo(8);
    assertThat(runs.poll()).containsExactly(EVENT);
  }
}
