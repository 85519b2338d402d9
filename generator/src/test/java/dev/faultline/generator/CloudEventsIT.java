package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.server.RabbitServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events over each protocol, as the libraries of CloudEvents itself read them. */
class CloudEventsIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();
  @RegisterExtension static final RabbitServer rabbit = new RabbitServer();

  private static final String EVENT =
      """
      mode: %s
      type: network.notifi.lambda.build.start
      source: "network.notifi.load-test/${sequence()}"
      subject: 'parser "€" 100%%'
      extensions: { partitionkey: "p-${sequence()}" }
      data: { parser_id: 'a "quoted" ${sequence()}', count: 3, nested: { list: [1, two] } }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"structured", "binary"})
  void overHttp(String mode) throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(202, ""));
        ScenarioUnderTest scenario =
            scenario("http", target.address(), "request: { path: /, cloudEvent: {", mode)) {
      scenario.iterate();
      assertThat(scenario.results()).allMatch(result -> result.outcome() == Outcome.OK);
      Asked asked = target.asked().getFirst();
      assertThat(asked.method()).isEqualTo("POST");
      Map<String, String> headers = new HashMap<>(asked.headers());
      headers.replaceAll(
          (name, value) ->
              name.toLowerCase(Locale.ROOT).startsWith("ce-") ? decoded(value) : value);
      assertEvent(HttpMessageFactory.createReader(headers, bytes(asked.body())).toEvent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"structured", "binary"})
  void overKafka(String mode) throws Exception {
    KafkaTarget kafka = new KafkaTarget(broker.settings());
    String topic = "events-" + mode;
    kafka.topic(topic, Map.of());
    try (ScenarioUnderTest scenario =
        scenario(
            "kafka", kafka.brokers(), "produce: { topic: " + topic + ", cloudEvent: {", mode)) {
      scenario.iterate();
      assertThat(scenario.results()).allMatch(result -> result.outcome() == Outcome.OK);
      ConsumerRecord<byte[], byte[]> record = kafka.records(topic, 1).getFirst();
      assertEvent(KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent());
    }
  }

  @Test
  void structuredOverAmqp() throws Exception {
    GetResponse message = overAmqp("structured");
    assertThat(message.getProps().getContentType()).isEqualTo("application/cloudevents+json");
    assertEvent(new JsonFormat().deserialize(message.getBody()));
  }

  /** No library of CloudEvents reads AMQP 0-9-1: the names are those of the AMQP binding. */
  @Test
  void binaryOverAmqp() throws Exception {
    GetResponse message = overAmqp("binary");
    Map<String, Object> headers = message.getProps().getHeaders();
    assertThat(message.getProps().getContentType()).isEqualTo("application/json");
    assertThat(headers.keySet())
        .containsExactlyInAnyOrder(
            "cloudEvents:specversion",
            "cloudEvents:id",
            "cloudEvents:type",
            "cloudEvents:source",
            "cloudEvents:subject",
            "cloudEvents:time",
            "cloudEvents:partitionkey");
    assertThat(headers.get("cloudEvents:subject").toString()).isEqualTo("parser \"€\" 100%");
    assertThat(headers.get("cloudEvents:specversion").toString()).isEqualTo("1.0");
    assertThat(text(message.getBody())).startsWith("{\"parser_id\":\"a \\\"quoted\\\" 1\"");
  }

  @Test
  void dataThatIsNoJsonIsATextInTheEvent() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(202, ""));
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                plan(
                    "http",
                    target.address(),
                    """
                    request:
                      path: /
                      cloudEvent:
                        type: a
                        source: /b
                        datacontenttype: text/plain
                        data: 'say "${sequence()}"'
                    """),
                Slice.WHOLE)) {
      scenario.iterate();
      CloudEvent event = new JsonFormat().deserialize(bytes(target.asked().getFirst().body()));
      assertThat(event.getDataContentType()).isEqualTo("text/plain");
      assertThat(event.getData().toBytes()).isEqualTo(bytes("say \"1\""));
    }
  }

  private static GetResponse overAmqp(String mode) throws Exception {
    try (AmqpTarget target = new AmqpTarget(rabbit.port())) {
      String queue = "events-" + mode;
      target.queue(queue, Map.of());
      try (ScenarioUnderTest scenario =
          scenario(
              "amqp",
              "amqp://" + rabbit.address(),
              "publish: { routingKey: " + queue + ", cloudEvent: {",
              mode)) {
        scenario.iterate();
        assertThat(scenario.results()).allMatch(result -> result.outcome() == Outcome.OK);
        return target.take(queue);
      }
    }
  }

  private static void assertEvent(CloudEvent event) {
    assertThat(event.getSpecVersion()).hasToString("1.0");
    assertThat(event.getType()).isEqualTo("network.notifi.lambda.build.start");
    assertThat(event.getSource()).hasToString("network.notifi.load-test/1");
    assertThat(event.getSubject()).isEqualTo("parser \"€\" 100%");
    assertThat(UUID.fromString(event.getId()).version()).isEqualTo(4);
    assertThat(event.getTime()).isAfter(OffsetDateTime.now().minus(Duration.ofMinutes(10)));
    assertThat(event.getExtension("partitionkey")).isEqualTo("p-1");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(text(event.getData().toBytes()).replace(" ", ""))
        .isEqualTo(
            "{\"parser_id\":\"a\\\"quoted\\\"1\",\"count\":3,\"nested\":{\"list\":[1,\"two\"]}}");
  }

  /** With the event as the last of what the step says, in YAML's flow style. */
  private static ScenarioUnderTest scenario(
      String protocol, String address, String step, String mode) throws Exception {
    String event = EVENT.formatted(mode).strip().replace("\n", ", ");
    return new ScenarioUnderTest(plan(protocol, address, step + event + "} }"), Slice.WHOLE);
  }

  private static Plan plan(String protocol, String address, String step) {
    return ScenarioUnderTest.plan(
        """
        name: events
        targets: { there: { %s: '%s' } }
        scenarios:
          tell:
            target: there
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
              - name: event
        """
                .formatted(protocol, address)
            + step.indent(8));
  }

  /** As HTTP's binding has it, 3.1.3.2; the library leaves that to who calls it. */
  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
