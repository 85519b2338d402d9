package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedBrokerIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private final RunId run = RunId.create(Clock.system(), new Random());

  @Test
  void carriesTheRecordsOfARunInOrderWithTheirEventTimes() throws Exception {
    List<FaultRecord> sent =
        List.of(new FaultProgress(run, 250_000, false), new FaultProgress(run, 500_000, true));
    publish(sent);
    publish(List.of(new FaultProgress(RunId.create(Clock.system(), new Random()), 1, false)));

    List<ConsumerRecord<String, FaultRecord>> read =
        broker
            .read(Topics.FAULTS, FaultRecord::runId, run)
            .recordsUntil(records -> records.size() == 2, Duration.ofSeconds(30));

    assertThat(read).extracting(ConsumerRecord::value).isEqualTo(sent);
    assertThat(read).extracting(ConsumerRecord::timestamp).containsExactly(250L, 500L);
    assertThat(read).extracting(ConsumerRecord::key).containsOnly(run.toString());
    assertThat(read)
        .extracting(ConsumerRecord::partition)
        .containsOnly(Topics.partitionOf(run, broker.partitions()));
  }

  @Test
  void sayingWhatWasReadWhenTheAwaitedDoesNotCome() throws Exception {
    publish(List.of(new FaultProgress(run, 750_000, false)));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                broker
                    .read(Topics.FAULTS, FaultRecord::runId, run)
                    .until(records -> records.size() == 2, Duration.ofSeconds(10)))
        .withMessageContaining("faultline.faults")
        .withMessageContaining("750000");
  }

  private void publish(List<FaultRecord> records) throws ExecutionException, InterruptedException {
    try (Producer<String, FaultRecord> producer =
        KafkaClients.eventProducer(broker.settings(), Topics.FAULTS)) {
      for (FaultRecord record : records) {
        long micros = ((FaultProgress) record).watermarkMicros();
        producer.send(Topics.FAULTS.record(record.runId().toString(), record, micros)).get();
      }
    }
  }
}
