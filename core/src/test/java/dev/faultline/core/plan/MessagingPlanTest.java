package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Template;
import dev.faultline.core.json.JsonPath;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagingPlanTest {

  private static final String KAFKA = "targets: { queue: { kafka: 'one:9092,two:9093' } }\n";
  private static final String AMQP = "targets: { queue: { amqp: 'amqp://rabbit/shop%2Fnorth' } }\n";
  private static final String SCENARIO =
      """
      scenarios:
        order:
          target: queue
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps: [%s]
      """;

  @Test
  void targetsAreBrokersAndAnAddressWithAVirtualHost() {
    assertThat(Plans.plan(KAFKA + one(produce("value: a"))).target("queue"))
        .contains(
            new Target.Kafka("queue", "one:9092,two:9093", Optional.empty(), Optional.empty()));
    assertThat(Plans.plan(AMQP + one(publish("body: a"))).target("queue"))
        .contains(
            new Target.Amqp(
                "queue",
                InetSocketAddress.createUnresolved("rabbit", 5672),
                "shop/north",
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aDeliveryHasItsTopicItsTimeAndItsMatch() {
    KafkaProduce step =
        (KafkaProduce)
            step(
                KAFKA,
                produce(
                    "value: a, awaitDelivery: { topic: out, within: 3s, match: { json: $.id,"
                        + " equals: x } }"));

    assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(step.delivery())
        .contains(
            new KafkaProduce.Delivery(
                "out",
                Optional.of(
                    new Match(
                        new Capture.Source.At(JsonPath.parse("$.id").orElseThrow()),
                        Template.of("x")))));
  }

  @Test
  void aDeliveryWithoutWordsComesOutWhereItWentIn() {
    KafkaProduce step =
        (KafkaProduce) step(KAFKA, produce("value: a, awaitDelivery: { within: 3s }"));

    assertThat(step.delivery()).contains(new KafkaProduce.Delivery("orders", Optional.empty()));
  }

  @Test
  void whoReadsAQueueForItselfGoesWithoutASecondShard() {
    Plan shared = Plans.plan(AMQP + one(publish("body: a")));
    Plan matching =
        Plans.plan(
            AMQP
                + one(
                    "{ name: a, consume: { queue: q, match: { header: message-id, equals: x } } }"));

    assertThat(shared.shards(4)).isEqualTo(4);
    assertThat(matching.shards(4)).isEqualTo(1);
  }

  @Test
  void aMessageIsPersistentUnlessThePlanSaysOtherwise() {
    AmqpPublish step = (AmqpPublish) step(AMQP, publish("body: a"));
    AmqpPublish other =
        (AmqpPublish) step(AMQP, publish("body: a, persistent: false, mandatory: true"));

    assertThat(step.persistent()).isTrue();
    assertThat(step.mandatory()).isFalse();
    assertThat(other.persistent()).isFalse();
    assertThat(other.mandatory()).isTrue();
  }

  @Test
  void howManyConnectionsThereAreToKafkaIsNotForThePlanToSay() {
    assertThat(
            problems(
                KAFKA
                    + one(produce("value: a"))
                        .replace("target: queue", "target: queue\n    limits: { connections: 2 }")))
        .containsExactly(
            "plan.yaml:5:15: 'connections' to a Kafka target; expected none: a producer has one to"
                + " each broker");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          topic: a b, value: a                                  | 'a b' is not a topic; expected the name of a topic: letters, digits, . _ -
          topic: a                                              | 'produce' has neither 'value' nor 'cloudEvent'; expected one of the two
          topic: a, value: b, cloudEvent: { type: t, source: /s } | 'value' beside 'cloudEvent'; expected one of the two at most
          topic: a, cloudEvent: { source: /s }                  | 'type' in 'cloudEvent' is missing; expected such as com.shop.order.placed
          topic: a, cloudEvent: { type: t }                     | 'source' in 'cloudEvent' is missing; expected who tells it: a URI or a path
          topic: a, cloudEvent: { type: t, source: /s, extensions: { partitionKey: a } } | 'partitionKey' is not the name of an extension; expected small letters and digits, at most 20, and none of specversion, id, source, type, datacontenttype, dataschema, subject, time, data
          topic: a, cloudEvent: { type: t, source: /s, extensions: { subject: a } } | 'subject' is not the name of an extension; expected small letters and digits, at most 20, and none of specversion, id, source, type, datacontenttype, dataschema, subject, time, data
          topic: a, cloudEvent: { type: t, source: /s, mode: both } | 'both' is not a mode; expected structured or binary
          topic: a, cloudEvent: { type: t, source: /s, time: now } | 'now' is not a time; expected a time such as 2026-01-31T09:30:00Z, or ${timestamp(iso)}
          topic: a, cloudEvent: { type: t, source: /s, data: x } | data as a text, and no 'datacontenttype'; expected a map, or the type of the text beside it
          topic: a, cloudEvent: { type: t, source: /s, datacontenttype: text/plain } | 'datacontenttype' without 'data'; expected data of that type
          topic: a, value: b, awaitDelivery: { match: { json: $.a } } | 'equals' in 'match' is missing; expected the text that stands there
          """)
  void mistakesInRecordsAreTold(String inner, String problem) {
    assertThat(problems(KAFKA + one("{ name: a, produce: { " + inner + " } }")))
        .singleElement()
        .asString()
        .startsWith("plan.yaml:6:")
        .endsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          publish: { body: a }                       | 'publish' has neither 'exchange' nor 'routingKey'; expected at least one of the two: with the key alone, it is the name of a queue
          publish: { exchange: a, body: b, awaitDelivery: {} } | 'awaitDelivery' has none of queue, exchange; expected exactly one of queue, exchange
          produce: { topic: a, value: b }            | a Kafka record to the AMQP target 'queue'; expected 'publish' or 'consume' in its place, or a target of another protocol
          """)
  void mistakesInMessagesAreTold(String inner, String problem) {
    assertThat(problems(AMQP + one("{ name: a, " + inner + " }")))
        .singleElement()
        .asString()
        .endsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          kafka: localhost                              | 'localhost' is not a list of brokers; expected host:port with a port from 1 to 65535, several separated by commas
          kafka: 'localhost:99999'                      | 'localhost:99999' is not a list of brokers; expected host:port with a port from 1 to 65535, several separated by commas
          amqp: 'amqp://guest:guest@rabbit/'            | 'amqp://guest:guest@rabbit/' is not an AMQP address; expected amqp://host:port/vhost, without user and password
          amqp: 'amqp://rabbit/', tls: { insecure: true } | 'tls' for an address without it; expected amqps:// in its place
          """)
  void mistakesInAddressesAreTold(String target, String problem) {
    assertThat(problems("targets: { queue: { " + target + " } }\n" + one("{ name: a, pause: 1s }")))
        .anySatisfy(line -> assertThat(line).startsWith("plan.yaml:1:").endsWith(problem));
  }

  private static Step step(String target, String step) {
    return Plans.plan(target + one(step)).scenarios().getFirst().script().steps().getFirst();
  }

  private static String produce(String inner) {
    return "{ name: a, produce: { topic: orders, " + inner + " } }";
  }

  private static String publish(String inner) {
    return "{ name: a, publish: { exchange: orders, " + inner + " } }";
  }

  private static String one(String step) {
    return SCENARIO.formatted(step);
  }
}
