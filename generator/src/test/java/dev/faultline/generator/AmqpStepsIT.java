package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.server.RabbitServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps that publish and consume, against a real RabbitMQ. */
class AmqpStepsIT {

  @RegisterExtension static final RabbitServer rabbit = new RabbitServer();

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String name = "orders-" + NAMES.incrementAndGet();
  private AmqpTarget target;

  @BeforeEach
  void makeQueue() throws Exception {
    target = new AmqpTarget(rabbit.port());
    target.exchange(name);
    target.queue(name, Map.of());
    target.bind(name, name);
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void aMessageIsConfirmedAndHasItsHeadersAndBody() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: place
              publish:
                exchange: %s
                routingKey: "order.${sequence()}"
                headers: { tenant: north, number: "${sequence()}" }
                contentType: application/json
                body: '{"order": ${sequence()}}'
              check: { latency: { under: 10s } }
            """)) {
      scenario.iterate();
      assertThat(scenario.results()).extracting(Result::outcome).containsExactly(Outcome.OK);
      assertThat(scenario.results().getFirst().measurement().bytesSent()).isGreaterThan(12);
    }
    GetResponse message = target.take(name);
    assertThat(text(message.getBody())).isEqualTo("{\"order\": 1}");
    assertThat(message.getEnvelope().getRoutingKey()).isEqualTo("order.1");
    assertThat(message.getProps().getContentType()).isEqualTo("application/json");
    assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(message.getProps().getHeaders().get("tenant").toString()).isEqualTo("north");
    assertThat(message.getProps().getHeaders()).doesNotContainKey("faultline-id");
  }

  @Test
  void aMessageThatNoQueueTakesIsAFailureWhenItIsMandatory() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: lost
              publish: { routingKey: nobody-%s, body: a, mandatory: true }
            """)) {
      scenario.iterate();
      assertRefused(scenario, "no-route");
    }
  }

  @Test
  void aMessageThatAFullQueueRefusesIsNacked() throws Exception {
    target.queue(name + "-full", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
    target.publish(name + "-full", "first");
    await().until(() -> target.waiting(name + "-full") == 1);
    try (ScenarioUnderTest scenario =
        scenario("- { name: surplus, publish: { routingKey: %s-full, body: a } }")) {
      scenario.iterate();
      assertRefused(scenario, "nacked");
    }
  }

  @Test
  void anExchangeThatThereIsNotDisturbsNoOtherStep() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - parallel:
                - steps:
                    - { name: wrong, publish: { exchange: "no-%s", routingKey: a, body: a } }
                - steps:
                    - { name: right, publish: { exchange: %s, routingKey: a, body: a } }
            """)) {
      for (int i = 0; i < 5; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results())
          .filteredOn(result -> result.step().equals("wrong"))
          .hasSize(5)
          .allMatch(result -> result.measurement().error().equals("not-found"));
      assertThat(scenario.results())
          .filteredOn(result -> result.step().equals("right"))
          .hasSize(5)
          .allMatch(result -> result.outcome() == Outcome.OK);
    }
  }

  @Test
  void aDeliveryIsMeasuredFromTheSendToTheReceiptOfACopy() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: there-and-back
              publish:
                exchange: %1$s
                routingKey: order.placed
                headers: { tenant: north }
                body: '{"order": "${uuid()}"}'
                awaitDelivery: { exchange: %1$s, within: 10s }
              check: { header: { tenant: { equals: north } }, json: { $.order: exists } }
              capture: { order: { json: $.order } }
            - name: take
              timeout: 10s
              consume: { queue: %1$s, match: { json: $.order, equals: "${order}" } }
              check: { header: { routing-key: { equals: order.placed } } }
            """)) {
      for (int i = 0; i < 20; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results()).hasSize(40).allMatch(r -> r.outcome() == Outcome.OK);
      assertThat(scenario.results()).allMatch(r -> r.measurement().bytesReceived() > 0);
      await().until(() -> target.waiting(name) == 0);
    }
  }

  @Test
  void whatIsNotDeliveredIsATimeoutThatSaysSo() throws Exception {
    target.queue(name + "-silent", Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: lost
              publish:
                exchange: %1$s
                body: a
                awaitDelivery: { queue: "%1$s-silent", within: 5s }
            """)) {
      scenario.iterate();
      Result lost = scenario.results().getFirst();
      assertThat(lost.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(lost.measurement().error()).isEqualTo("not-delivered");
    }
  }

  @Test
  void consumingTakesTheOldestOrWaits() throws Exception {
    target.publish(name, "first");
    target.publish(name, "second");
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: take
              timeout: 3s
              consume: { queue: %s }
              capture: { text: { regex: '.+' } }
            - { name: tell, publish: { routingKey: "%s-told", body: "${text}" } }
            """)) {
      target.queue(name + "-told", Map.of());
      scenario.iterate();
      scenario.iterate();
      scenario.iterate();
      assertThat(scenario.results())
          .extracting(Result::outcome)
          .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK, Outcome.OK, Outcome.TIMEOUT);
    }
    assertThat(text(target.take(name + "-told").getBody())).isEqualTo("first");
    assertThat(text(target.take(name + "-told").getBody())).isEqualTo("second");
  }

  @Test
  void whatNobodyTakesStaysInTheQueue() throws Exception {
    for (int i = 0; i < 2_500; i++) {
      target.publish(name, "a");
    }
    await().until(() -> target.waiting(name) == 2_500);
    try (ScenarioUnderTest scenario = scenario("- { name: take, consume: { queue: %s } }")) {
      scenario.iterate();
      assertThat(scenario.results()).extracting(Result::outcome).containsExactly(Outcome.OK);
    }
    // All but the one that was taken; it too, where the end came before its acknowledgement.
    await().until(() -> target.waiting(name) >= 2_499);
  }

  @Test
  void aMessageThatCannotBeEncodedIsOneFailureAndDisturbsNoOther() throws Exception {
    String endless = "k".repeat(300); // a routing key has 255 characters at most
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(
            plan(
                "- { name: a, publish: { exchange: %s, routingKey: \"${keys.key}\", body: a } }"
                    .formatted(name),
                "data: { keys: { rows: [{ key: a }, { key: %s }, { key: b }, { key: c }] } }"
                    .formatted(endless)),
            Slice.WHOLE)) {
      for (int i = 0; i < 4; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results())
          .extracting(Result::outcome)
          .containsExactly(Outcome.OK, Outcome.ERROR, Outcome.OK, Outcome.OK);
    }
  }

  @Test
  void aQueueThatThereIsNotIsToldBeforeAnyLoad() {
    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> scenario("- { name: a, consume: { queue: no-%s } }").close())
        .withMessage(
            "step 'a', target 'queue': NOT_FOUND - no queue 'no-%s' in vhost '/'".formatted(name));
  }

  @Test
  void anOutageIsFailuresAndEndsWithTheServersReturn() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            """
            - name: a
              timeout: 3s
              publish: { exchange: %1$s, body: a, awaitDelivery: { exchange: %1$s } }
            """)) {
      scenario.iterate();
      assertThat(scenario.results().getLast().outcome()).isEqualTo(Outcome.OK);
      rabbit.kill();
      try {
        scenario.iterate();
        scenario.iterate();
      } finally {
        rabbit.startAgain();
      }
      assertThat(scenario.results().getLast().outcome()).isEqualTo(Outcome.ERROR);
      assertThat(scenario.results().getLast().measurement().error())
          .isEqualTo("connection-refused");
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(0, TimeUnit.SECONDS)
          .until(
              () -> {
                scenario.iterate();
                return scenario.results().getLast().outcome() == Outcome.OK;
              });
    }
  }

  @Test
  void aFrozenServerIsATimeoutAndNotMore() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("- { name: a, timeout: 5s, publish: { exchange: %s, body: a } }")) {
      scenario.iterate();
      rabbit.freeze();
      try {
        scenario.iterate();
      } finally {
        rabbit.thaw();
      }
      scenario.iterate();
      assertThat(scenario.results())
          .extracting(Result::outcome)
          .containsExactly(Outcome.OK, Outcome.TIMEOUT, Outcome.OK);
    }
  }

  private static void assertRefused(ScenarioUnderTest scenario, String reason) {
    Result result = scenario.results().getLast();
    assertThat(result.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(result.measurement().error()).isEqualTo(reason);
  }

  private ScenarioUnderTest scenario(String steps) throws UnusableTargetException {
    return new ScenarioUnderTest(plan(steps.formatted(name, name)), Slice.WHOLE);
  }

  private static Plan plan(String steps) {
    return plan(steps, "seed: 1");
  }

  private static Plan plan(String steps, String more) {
    return ScenarioUnderTest.plan(
        """
        name: amqp
        %s
        targets: { queue: { amqp: 'amqp://%s/' } }
        scenarios:
          order:
            target: queue
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            limits: { connections: 2 }
            steps:
        """
                .formatted(more, rabbit.address())
            + steps.indent(6));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
