package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Events that a target takes over HTTP, and hands on by calling back, as it should or not. */
class DeliveryOverHttpTest {

  private static final String PLAN =
      """
      name: events
      targets: { relay: { http: '%s' } }
      scenarios:
        orders:
          target: relay
          load: { model: closed, iterations: 200, stages: [constant: { users: 1, duration: 5m }] }
          steps:
            - name: publish
              request: { method: POST, path: /events, body: '{"id": "${delivery.id}"}' }
          delivery:
            of: publish
            within: 8s
            order: all
            observe:
              callback: { listen: '127.0.0.1:%d', path: /delivered, id: { json: $.id } }
      """;

  private final Callbacks callbacks = new Callbacks();

  @Test
  void findsPlantedLossesDuplicatesAndReorderingsExactly() throws Exception {
    List<ResultRecord> records;
    PlantedFaults faults = new PlantedFaults(this::callBack);
    try (faults;
        TargetUnderTest relay =
            new TargetUnderTest(
                asked -> {
                  faults.take(asked.body());
                  return Reply.of(202, "");
                })) {
      records = load(PLAN.formatted(relay.address(), callbacks.port()));
    }
    assertThat(faults.taken()).isEqualTo(200);
    assertThat(count(records, DeliveryStatus.LOST)).isEqualTo(faults.lost()).isEqualTo(10);
    assertThat(count(records, DeliveryStatus.DUPLICATED))
        .isEqualTo(faults.repeated())
        .isEqualTo(10);
    assertThat(count(records, DeliveryStatus.OUT_OF_ORDER))
        .isEqualTo(faults.reordered())
        .isEqualTo(10);
    assertThat(count(records, DeliveryStatus.DELIVERED)).isEqualTo(180);
    assertThat(count(records, DeliveryStatus.UNKNOWN)).isZero();
    assertThat(count(records, DeliveryStatus.UNKNOWN_SIGHT)).isZero();
    assertThatNothingCameAfterItsTime(records);
  }

  @Test
  void aLateEventIsLostAndLate() throws Exception {
    AtomicInteger events = new AtomicInteger();
    List<ResultRecord> records;
    PlantedFaults sender = new PlantedFaults(this::callBack);
    String[] first = new String[1];
    try (sender;
        TargetUnderTest relay =
            new TargetUnderTest(
                asked -> {
                  // The second comes more than 'within' after the first, which comes with it.
                  if (events.getAndIncrement() == 0) {
                    first[0] = asked.body();
                  } else {
                    sender.take(first[0]);
                    sender.take(asked.body());
                  }
                  return Reply.of(202, "");
                })) {
      records =
          load(
              PLAN.formatted(relay.address(), callbacks.port())
                  .replace("iterations: 200", "iterations: 2, thinkTime: 7500ms")
                  .replace("within: 8s", "within: 5s"));
    }
    assertThat(count(records, DeliveryStatus.LOST)).isEqualTo(1);
    assertThat(count(records, DeliveryStatus.LATE)).isEqualTo(1);
    assertThat(count(records, DeliveryStatus.DELIVERED)).isEqualTo(1);
    assertThatNothingCameAfterItsTime(records);
  }

  @Test
  void aStepOfTheIterationMayConfirmAnEvent() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    String yaml =
        """
        name: events
        targets: { shop: { http: '%s' } }
        scenarios:
          orders:
            target: shop
            load: { model: closed, iterations: 4, stages: [constant: { users: 1, duration: 5m }] }
            steps:
              - { name: order, request: { method: POST, path: '/orders/${delivery.id}' } }
              - name: confirmed
                request: { path: '/orders/${delivery.id}' }
                until: { within: 5s, every: 10ms }
            delivery: { of: order, within: 8s, observe: { step: confirmed } }
        """;
    List<ResultRecord> records;
    try (TargetUnderTest shop =
        new TargetUnderTest(
            asked -> {
              boolean confirmed = asked.path().endsWith(".0") || asked.path().endsWith(".2");
              return asked.method().equals("POST") || confirmed && looks.incrementAndGet() > 2
                  ? Reply.of(200, "")
                  : Reply.of(404, "");
            })) {
      records = load(yaml.formatted(shop.address()));
    }
    assertThat(count(records, DeliveryStatus.DELIVERED)).isEqualTo(2);
    assertThat(count(records, DeliveryStatus.LOST)).isEqualTo(2);
  }

  /** Results have to be written before the progress that says that their time is over. */
  private static void assertThatNothingCameAfterItsTime(List<ResultRecord> records) {
    long watermarkMicros = 0;
    for (ResultRecord each : records) {
      switch (each) {
        case RequestResult result ->
            assertThat(result.completedMicros()).isGreaterThanOrEqualTo(watermarkMicros);
        case ShardProgress progress -> watermarkMicros = progress.watermarkMicros();
      }
    }
  }

  private static List<ResultRecord> load(String yaml) throws Exception {
    Plan plan = ScenarioUnderTest.plan(yaml);
    Clock clock = Clock.system();
    return MeasuredLoad.of(plan, clock, clock.epochMicros());
  }

  private static long count(List<ResultRecord> records, DeliveryStatus status) {
    return records.stream()
        .filter(RequestResult.class::isInstance)
        .map(RequestResult.class::cast)
        .filter(result -> result.step().equals(status.step()))
        .filter(result -> result.status() == status.code())
        .filter(result -> result.outcome() == status.outcome())
        .count();
  }

  private void callBack(String event) {
    callbacks.call("/delivered?by=relay", event);
  }
}
