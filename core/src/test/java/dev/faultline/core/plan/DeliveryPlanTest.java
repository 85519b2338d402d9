package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {

  private static final String TARGETS =
      """
      targets:
        shop: { http: 'http://localhost:8080' }
        bus: { kafka: 'a:9092,b:9092' }
        mq: { amqp: 'amqp://mq:5672/shop' }
        cache: { redis: 'cache:6379' }
      """;
  private static final String SCENARIO =
      """
      scenarios:
        orders:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
            - name: order
              request: { method: POST, path: '/orders/${delivery.id}' }
            - name: look
              request: { path: '/orders/${delivery.id}' }
          delivery:
      """;

  @Test
  void eventsMayBeSeenByACallback() {
    Script script =
        script(
            """
                  of: order
                  within: 10s
                  order: all
                  observe:
                    callback: { listen: 'localhost:8090', path: /paid, id: { json: $.id } }
            """);

    Delivery delivery = script.delivery().orElseThrow();
    assertThat(delivery.of()).isEqualTo("order");
    assertThat(delivery.within()).isEqualTo(Duration.ofSeconds(10));
    assertThat(delivery.order().orElseThrow().written()).isEqualTo("all");
    assertThat(delivery.observation())
        .isInstanceOfSatisfying(
            Observation.Callback.class,
            callback -> {
              assertThat(callback.listen())
                  .isEqualTo(InetSocketAddress.createUnresolved("localhost", 8090));
              assertThat(callback.path()).isEqualTo("/paid");
            });
    assertThat(script.measuredSteps()).containsExactly("order", "look", "delivery", "stray");
    assertThat(script.isFixed()).isFalse();
    assertThat(script.maxShards()).isEqualTo(1);
  }

  @Test
  void orOnATopicWhichEveryGeneratorSees() {
    Script script =
        onTargets(
            """
                  of: order
                  within: 10s
                  observe: { kafka: { target: bus, topic: x, id: { header: Ce-Id } } }
            """);

    assertThat(script.delivery().orElseThrow().order()).isEmpty();
    assertThat(script.delivery().orElseThrow().observation())
        .isInstanceOfSatisfying(
            Observation.KafkaTopic.class,
            topic -> {
              assertThat(topic.target().brokers()).isEqualTo("a:9092,b:9092");
              assertThat(topic.topic()).isEqualTo("x");
            });
    assertThat(script.maxShards()).isGreaterThan(1);
  }

  @Test
  void orInAQueueWhichOneGeneratorEmpties() {
    Script script =
        onTargets(
            """
                  of: order
                  within: 10s
                  observe: { amqp: { target: mq, queue: done, id: { header: message-id } } }
            """);

    assertThat(script.delivery().orElseThrow().observation())
        .isInstanceOfSatisfying(
            Observation.AmqpQueue.class,
            queue -> {
              assertThat(queue.target().name()).isEqualTo("mq");
              assertThat(queue.queue()).isEqualTo("done");
            });
    assertThat(script.maxShards()).isEqualTo(1);
  }

  @Test
  void orOnAChannelWhichEveryGeneratorHears() {
    Script script =
        onTargets(
            """
                  of: order
                  within: 10s
                  observe: { redis: { target: cache, channel: done, id: { json: $.id } } }
            """);

    assertThat(script.delivery().orElseThrow().observation())
        .isInstanceOfSatisfying(
            Observation.RedisChannel.class,
            channel -> {
              assertThat(channel.target().name()).isEqualTo("cache");
              assertThat(channel.channel()).isEqualTo("done");
            });
    assertThat(script.maxShards()).isGreaterThan(1);
  }

  @Test
  void whereEventsAreObservedHasToBeATargetOfThatProtocol() {
    assertThat(mistakes("kafka: { target: mq, topic: x, id: { header: id } }"))
        .containsExactly(
            "plan.yaml:18:35: target 'mq' speaks AMQP; expected a target with 'kafka'");
    assertThat(mistakes("amqp: { target: mqq, queue: done, id: { header: id } }"))
        .containsExactly(
            "plan.yaml:18:34: unknown target 'mqq'; did you mean 'mq'?; expected one of shop, bus,"
                + " mq, cache");
    assertThat(mistakes("redis: { target: shop, channel: x, id: { json: $.id } }"))
        .containsExactly(
            "plan.yaml:18:35: target 'shop' speaks HTTP; expected a target with 'redis'");
    assertThat(mistakes("redis: { target: cache, channel: x, id: { header: id } }"))
        .containsExactly(
            "plan.yaml:18:60: a message of Redis has no headers; expected json or regex");
    assertThat(mistakes("kafka: { bootstrap: 'a:1', topic: x, id: { header: id } }"))
        .containsExactly(
            "plan.yaml:18:18: 'target' in 'kafka' is missing; expected one of shop, bus, mq, cache",
            "plan.yaml:18:27: unknown key 'bootstrap' in 'kafka'; expected one of target, topic, id");
  }

  @Test
  void aTargetThatIsWrongItselfIsOneMistake() {
    assertThat(
            problems(
                """
                targets: { shop: { http: 'http://localhost:8080' }, bus: { kafka: here } }
                """
                    + SCENARIO
                    + "      { of: order, within: 1s,"
                    + " observe: { kafka: { target: bus, topic: x, id: { header: id } } } }\n"
                    + "thresholds: { delivery_lost: count==0 }\n"))
        .singleElement()
        .asString()
        .startsWith("plan.yaml:1:67: 'here' is not a list of brokers");
  }

  @Test
  void orInALaterStep() {
    Script script = script("      { of: order, within: 10s, observe: { step: look } }\n");

    assertThat(script.delivery().orElseThrow().observation())
        .isEqualTo(new Observation.OfStep("look"));
  }

  @Test
  void tellsEachMistake() {
    assertThat(
            problems(
                SCENARIO
                    + """
                            of: ordr
                            within: soon
                            observe:
                              callback: { listen: here, path: paid, id: {} }
                      thresholds: { delivery_lost: count==0 }
                      """))
        .containsExactly(
            "plan.yaml:7:40: unknown name 'delivery.id'; expected a parameter, a column of the data,"
                + " or what a step before captures",
            "plan.yaml:9:26: unknown name 'delivery.id'; expected a parameter, a column of the data,"
                + " or what a step before captures",
            "plan.yaml:11:11: unknown step 'ordr'; did you mean 'order'?; expected one of order,"
                + " look",
            "plan.yaml:12:15: 'soon' is not a duration above zero; expected a duration above zero"
                + " such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:14:29: 'here' is not an address; expected host:port with a port from 1 to"
                + " 65535",
            "plan.yaml:14:41: 'paid' is not a path; expected a path that begins with a slash, blanks"
                + " and special characters %-encoded",
            "plan.yaml:14:47: 'id' is captured from nowhere; expected a map with json, header or"
                + " regex");
  }

  @Test
  void anEventHasAnIdFromTheStepOnThatPublishesIt() {
    assertThat(
            problems(
                """
                scenarios:
                  orders:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps:
                      - { name: look, request: { path: '/${delivery.id}' } }
                      - { name: order, request: { path: '/${delivery.id}' } }
                      - { name: stray, request: { path: / } }
                    delivery: { of: order, within: 1s, order: '${who}', observe: { step: lok } }
                """))
        .containsExactly(
            "plan.yaml:6:40: unknown name 'delivery.id'; expected a parameter, a column of the data,"
                + " or what a step before captures",
            "plan.yaml:8:17: step 'stray'; expected another name: this one is for what becomes of"
                + " events",
            "plan.yaml:9:47: unknown name 'who'; expected one of delivery.id",
            "plan.yaml:9:74: unknown step 'lok'; did you mean 'look'?; expected one of look, stray");
  }

  @Test
  void aThresholdOverEventsNeedsEvents() {
    assertThat(
            problems(
                """
                      scenarios:
                        orders:
                          target: shop
                          load: { stages: [constant: { rate: 1, duration: 1s }] }
                          steps: [{ name: order, request: { path: / } }]
                      thresholds: { delivery_lost: count==0 }
                      """))
        .containsExactly(
            "plan.yaml:6:15: 'delivery_lost' of a scenario without 'delivery'; expected a scenario"
                + " that says where its events are observed");
  }

  private static List<String> mistakes(String observe) {
    return problems(
        TARGETS
            + SCENARIO
            + """
                  of: order
                  within: 10s
                  observe: { %s }
            """
                .formatted(observe));
  }

  private static Script onTargets(String delivery) {
    return Plans.plan(TARGETS + SCENARIO + delivery).scenarios().getFirst().script();
  }

  private static Script script(String delivery) {
    return Plans.plan(SCENARIO + delivery).scenarios().getFirst().script();
  }
}
