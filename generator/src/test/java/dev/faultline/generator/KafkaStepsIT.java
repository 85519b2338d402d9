package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.EmbeddedCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that produce, against a real broker. */
class KafkaStepsIT {

  private static final AtomicInteger TOPICS = new AtomicInteger();
  private static EmbeddedCluster cluster;
  private static KafkaTarget kafka;

  private final String topic = "orders-" + TOPICS.incrementAndGet();

  @BeforeAll
  static void start() throws Exception {
    cluster = EmbeddedCluster.start();
    kafka = new KafkaTarget(cluster.settings());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void aRecordIsAcknowledgedAndHasItsKeyHeadersAndValue() throws Exception {
    kafka.topic(topic, Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: place
              produce:
                topic: %s
                key: "customer-${sequence()}"
                headers: { tenant: north, kind: "k${random(7, 7)}" }
                contentType: application/json
                value: '{"order": ${sequence()}}'
              capture: { where: { header: partition }, at: { header: offset } }
              check: { header: { offset: present }, latency: { under: 10s } }
            - name: again
              produce: { topic: %s, value: "${where}/${at}" }
            """)) {
      scenario.iterate();
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
      assertThat(scenario.results()).extracting(Result::step).containsExactly("place", "again");
      assertThat(scenario.results().getFirst().measurement().bytesSent()).isGreaterThan(12);
    }
    List<ConsumerRecord<byte[], byte[]>> records = kafka.records(topic, 2);
    ConsumerRecord<byte[], byte[]> first =
        records.stream().filter(record -> record.key() != null).findFirst().orElseThrow();
    assertThat(text(first.key())).isEqualTo("customer-1");
    assertThat(text(first.value())).isEqualTo("{\"order\": 1}");
    assertThat(text(first.headers().lastHeader("tenant").value())).isEqualTo("north");
    assertThat(text(first.headers().lastHeader("kind").value())).isEqualTo("k7");
    assertThat(text(first.headers().lastHeader("content-type").value()))
        .isEqualTo("application/json");
    assertThat(records)
        .extracting(record -> text(record.value()))
        .contains("%d/0".formatted(first.partition()));
  }

  @Test
  void aDeliveryIsMeasuredFromTheSendToTheReceiptAndCanBeLookedInto() throws Exception {
    kafka.topic(topic, Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: there-and-back
              produce:
                topic: %s
                headers: { tenant: north }
                value: '{"order": ${sequence()}}'
                awaitDelivery: { within: 10s }
              check:
                header: { tenant: { equals: north } }
                json: { $.order: { equals: "${sequence()}" } }
            """)) {
      for (int i = 0; i < 20; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results()).hasSize(20).allMatch(r -> r.outcome() == Outcome.OK);
      assertThat(scenario.results())
          .allMatch(r -> r.measurement().bytesReceived() > 0 && r.serviceMicros() > 0);
    }
  }

  @Test
  void whatASystemMakesOfARecordIsKnownByTheWordsOfThePlan() throws Exception {
    kafka.topic(topic, Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - parallel:
                - steps:
                    - name: wait
                      produce:
                        topic: %s
                        value: '{"id": "a-${sequence()}"}'
                        awaitDelivery:
                          within: 10s
                          match: { json: $.confirmed, equals: "a-${sequence()}" }
                - steps:
                    - name: confirm
                      produce: { topic: %s, value: '{"confirmed": "a-${sequence()}"}' }
            """)) {
      scenario.iterate();
      assertThat(scenario.results()).hasSize(2).allMatch(r -> r.outcome() == Outcome.OK);
    }
  }

  @Test
  void whatIsNotDeliveredIsATimeoutThatSaysSo() throws Exception {
    kafka.topic(topic, Map.of());
    kafka.topic(topic + "-silent", Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: lost
              produce:
                topic: %1$s
                value: hello
                awaitDelivery: { topic: "%1$s-silent", within: 2s }
            """)) {
      scenario.iterate();
      Result lost = scenario.results().getFirst();
      assertThat(lost.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(lost.measurement().error()).isEqualTo("not-delivered");
      assertThat(lost.serviceMicros()).isBetween(2_000_000L, 5_000_000L);
    }
  }

  @Test
  void whatTheBrokerRefusesHasItsWordForIt() throws Exception {
    kafka.topic(topic, Map.of("max.message.bytes", "200"));
    try (ScenarioUnderTest scenario =
        scenario("- { name: big, produce: { topic: %s, value: \"${bytes(500, hex)}\" } }")) {
      scenario.iterate();
      Result big = scenario.results().getFirst();
      assertThat(big.outcome()).isEqualTo(Outcome.CHECK_FAILED);
      assertThat(big.measurement().error()).isEqualTo("message-too-large");
    }
  }

  @Test
  void aTopicThatThereIsNotIsToldBeforeAnyLoad() {
    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> scenario("- { name: a, produce: { topic: %s, value: a } }").close())
        .withMessage(
            "target 'queue': there is no topic '%s' on %s".formatted(topic, kafka.brokers()));
  }

  @Test
  void anOutageIsTimeoutsAndEndsWithTheBrokersReturn() throws Exception {
    kafka.topic(topic, Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: a
              timeout: 1s
              produce: { topic: %s, value: a, awaitDelivery: {} }
            """)) {
      scenario.iterate();
      cluster.stop();
      try {
        CompletableFuture<Boolean> one = scenario.begin();
        CompletableFuture<Boolean> other = scenario.begin();
        assertThat(one.get()).isFalse();
        assertThat(other.get()).isFalse();
      } finally {
        cluster.startAgain();
      }
      assertThat(scenario.results())
          .extracting(Result::outcome)
          .containsExactly(Outcome.OK, Outcome.TIMEOUT, Outcome.TIMEOUT);
      assertThat(scenario.results().getLast().measurement().error()).isEqualTo("timeout");
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (scenario.results().getLast().outcome() != Outcome.OK) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        scenario.iterate();
      }
    }
  }

  @Test
  void brokersThatNobodyKnowsAreToldBeforeAnyLoad() {
    Plan plan =
        ScenarioUnderTest.plan(
            """
            name: kafka
            targets: { queue: { kafka: 'nobody.invalid:9092' } }
            scenarios:
              order:
                target: queue
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                steps: [{ name: place, produce: { topic: orders, value: a } }]
            """);

    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> new ScenarioUnderTest(plan, Slice.WHOLE).close())
        .withMessageStartingWith("target 'queue': nobody.invalid:9092: ")
        .withMessageContaining("bootstrap");
  }

  private ScenarioUnderTest scenario(String steps) throws UnusableTargetException {
    return new ScenarioUnderTest(plan(steps.formatted(topic, topic)), Slice.WHOLE);
  }

  private static Plan plan(String steps) {
    return ScenarioUnderTest.plan(
        """
        name: kafka
        targets: { queue: { kafka: '%s' } }
        scenarios:
          order:
            target: queue
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
        """
                .formatted(kafka.brokers())
            + steps.indent(6));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
