package dev.faultline.detector;

import static dev.faultline.detector.analysis.ScriptedRun.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.detector.analysis.ScriptedRun;
import dev.faultline.detector.topology.TopicRecord;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RegressionDetectorServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunId run =
      RunId.create(Clock.system(), new SplittableRandom(Clock.system().epochMicros()));
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void judgesARunAcrossARestartOnAnotherMachine(@TempDir Path one, @TempDir Path other)
      throws Exception {
    List<TopicRecord> records = TopicRecord.of(ScriptedRun.withSurprise(run));
    int half = records.size() / 2;
    try (RegressionDetectorService service = service(one)) {
      service.start();
      send(records.subList(0, half));
      regressions(1);
      assertThat(service.alive()).isTrue();
    }
    try (RegressionDetectorService service = service(other)) {
      service.start();
      send(records.subList(half, records.size()));

      RunVerdict verdict =
          broker
              .read(Topics.VERDICTS, RunVerdict::runId, run)
              .until(verdicts -> !verdicts.isEmpty(), PATIENCE)
              .getFirst();

      assertThat(verdict.verdict()).isEqualTo(Verdict.FAIL);
      List<RegressionEvent> told = regressions(4);
      assertThat(told)
          .extracting(RegressionEvent::phase)
          .containsExactly(
              RegressionPhase.OPENED,
              RegressionPhase.RESOLVED,
              RegressionPhase.OPENED,
              RegressionPhase.UPDATED);
      assertThat(verdict.regressions()).containsExactly(told.get(1), told.get(3));
      assertThat(
              broker
                  .read(Topics.RUNS, RunEvent::runId, run)
                  .until(
                      events -> !events.isEmpty() && events.getLast() instanceof RunEvent.Finished,
                      PATIENCE)
                  .getLast()
                  .atMicros())
          .isEqualTo(at(60));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          meters.get("faultline.verdicts").tag("verdict", "fail").counter().count())
                      .isEqualTo(1));
      assertThat(meters.get("faultline.regressions.open").gauges())
          .allMatch(gauge -> gauge.value() == 0);
    }
  }

  @Test
  void isNoLongerAliveAfterItWasClosed(@TempDir Path state) {
    RegressionDetectorService service = service(state);
    service.start();
    assertThat(service.alive()).isTrue();

    service.close();
    service.close();
    assertThat(service.alive()).isFalse();
  }

  private RegressionDetectorService service(Path state) {
    return new RegressionDetectorService(broker.settings(), state, meters);
  }

  private List<RegressionEvent> regressions(int count) {
    return broker
        .read(Topics.REGRESSIONS, RegressionEvent::runId, run)
        .until(events -> events.size() >= count, PATIENCE);
  }

  private void send(List<TopicRecord> records) throws Exception {
    Properties settings = broker.settings().clientProperties();
    int partition = Topics.partitionOf(run, broker.partitions());
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent =
          records.stream()
              .map(
                  record ->
                      producer.send(
                          new ProducerRecord<>(
                              record.topic(),
                              partition,
                              record.millis(),
                              record.key(),
                              record.value().get())))
              .toList();
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}
