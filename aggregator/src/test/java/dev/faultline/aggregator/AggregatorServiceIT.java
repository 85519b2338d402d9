package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.aggregator.topology.Undisturbed;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.TopicReader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AggregatorServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path stateDir;
  private static PrometheusMeterRegistry registry;
  private static AggregatorService service;

  private final RunId runId = RunId.create(Clock.system(), new Random());

  @BeforeAll
  static void start() {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    service = new AggregatorService(broker.settings(), stateDir, registry);
    service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
    assertThat(service.alive()).isFalse();
    service.close();
  }

  @Test
  void a_run_on_a_real_broker_gives_exactly_the_windows_of_the_topology() {
    RecordedLoad load = new RecordedLoad(runId, 3, 10, 20, 42);
    try (ResultsFeed feed = new ResultsFeed(broker.settings())) {
      for (int quarter = 0; quarter < load.quarters(); quarter++) {
        feed.send(load.quarter(quarter));
      }
    }
    List<WindowBytes> expected = Undisturbed.windowsOf(load);
    assertThat(expected).hasSizeGreaterThan(30);

    try (WindowsTopic windows = new WindowsTopic(broker.settings())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(windows.read(runId)).isEqualTo(expected));
    }
    assertThat(service.alive()).isTrue();
    assertThat(registry.scrape()).contains("faultline_requests_total{outcome=\"ok\"");
  }

  @Test
  void undecodable_records_are_kept_with_their_place_and_do_not_stop_it() throws Exception {
    byte[] garbage = ("garbage of " + runId).getBytes(StandardCharsets.UTF_8);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.settings().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.RESULTS.name(), 2, null, garbage)).get();
    }

    DeadLetter letter =
        new TopicReader<>(
                broker.settings(),
                Topics.DEAD_LETTERS,
                any -> Arrays.equals(any.value().get(), garbage))
            .until(letters -> !letters.isEmpty(), PATIENCE)
            .getFirst();
    assertThat(letter.topic()).isEqualTo(Topics.RESULTS.name());
    assertThat(letter.partition()).isEqualTo(2);
    assertThat(service.alive()).isTrue();
  }

  @Test
  void it_is_started_once() {
    assertThatThrownBy(service::start).isInstanceOf(IllegalStateException.class);
  }
}
