package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.util.List;
import java.util.function.Consumer;

/** What a plan of docs/delivery.md finds, put on a relay that hands events on to a broker. */
final class RelayedLoad {

  private static final String LOAD = "{ stages: [constant: { rate: 20, duration: 2s }] }";
  private static final String ONE_BY_ONE =
      "{ model: closed, iterations: 100, stages: [constant: { users: 1, duration: 20s }] }";

  private RelayedLoad() {}

  /**
   * Every event is found when the relay does as it should.
   *
   * @param yaml whose broker's address is a real one
   * @param onward hands an event on, and waits until the broker has it
   */
  static void findsEveryEvent(String yaml, Consumer<String> onward) throws Exception {
    List<RequestResult> results = load(yaml, PlantedFaults.none(onward));

    assertThat(count(results, DeliveryStatus.DELIVERED)).isEqualTo(40);
    assertThat(results).filteredOn(result -> result.step().matches("delivery|stray")).hasSize(40);
  }

  /** Of a hundred events those that are lost, repeated or reordered are found, and no others. */
  static void findsPlantedFaults(String yaml, Consumer<String> onward) throws Exception {
    PlantedFaults faults = new PlantedFaults(onward);
    List<RequestResult> results = load(yaml.replace(LOAD, ONE_BY_ONE), faults);

    assertThat(faults.taken()).isEqualTo(100);
    assertThat(count(results, DeliveryStatus.LOST)).isEqualTo(faults.lost()).isEqualTo(5);
    assertThat(count(results, DeliveryStatus.DUPLICATED)).isEqualTo(faults.repeated()).isEqualTo(5);
    assertThat(count(results, DeliveryStatus.OUT_OF_ORDER))
        .isEqualTo(faults.reordered())
        .isEqualTo(5);
    assertThat(count(results, DeliveryStatus.DELIVERED)).isEqualTo(90);
  }

  /** What is measured while the relay takes the load. */
  static List<RequestResult> load(String yaml, PlantedFaults relay) throws Exception {
    try (relay;
        TargetUnderTest target =
            new TargetUnderTest(
                asked -> {
                  relay.take(asked.body());
                  return Reply.of(202, "");
                })) {
      Clock clock = Clock.system();
      Plan plan = ScenarioUnderTest.plan(yaml.replace("http://127.0.0.1:18080", target.address()));
      return MeasuredLoad.of(plan, clock, clock.epochMicros()).stream()
          .filter(RequestResult.class::isInstance)
          .map(RequestResult.class::cast)
          .toList();
    }
  }

  static long count(List<RequestResult> results, DeliveryStatus status) {
    return results.stream()
        .filter(result -> result.step().equals(status.step()))
        .filter(result -> result.status() == status.code())
        .count();
  }
}
