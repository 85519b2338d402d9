package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two generators share a run whose events matter, and one of them leaves. */
@Tag("slow")
class DeliveryTakeOverIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final long SECOND = 1_000_000;
  private static final Duration LOAD = Duration.ofSeconds(14);
  private static final String PLAN =
      """
      name: events
      targets: { shop: { http: 'http://127.0.0.1:%d' } }
      scenarios:
        orders:
          target: shop
          load: { stages: [constant: { rate: %d, duration: %ds }] }
          steps:
            - { name: order, request: { method: POST, path: '/orders/${delivery.id}' } }
            - pause: 200ms
            - { name: look, request: { path: '/orders/${delivery.id}' } }
          delivery: { of: order, within: 20s, observe: { step: look } }
      """;

  private final Clock clock = Clock.system();

  @Test
  void eachShardOfOneThatWasKilledHasSomethingUnknown() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm killed = group.grow(2).getFirst();
      List<RequestResult> results = results(target, killed::kill);

      assertThat(count(results, DeliveryStatus.UNKNOWN)).isEqualTo(SharedRun.SHARDS / 2);
      assertThat(count(results, DeliveryStatus.LOST)).isZero();
    }
  }

  @Test
  void ofOneThatLeavesInGoodOrderEachEventIsDeliveredOrUnknown() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm leaving = group.grow(2).getFirst();
      List<RequestResult> results = results(target, leaving::stop);

      assertThat(count(results, DeliveryStatus.LOST)).isZero();
      assertThat(count(results, DeliveryStatus.DELIVERED) + count(results, DeliveryStatus.UNKNOWN))
          .isEqualTo(
              results.stream()
                  .filter(result -> result.step().equals("order"))
                  .filter(result -> result.outcome().successful())
                  .count());
    }
  }

  private List<RequestResult> results(RawServer target, Runnable leave) {
    PlanSource plan =
        new PlanSource(
            "plan.yaml", PLAN.formatted(target.port(), SharedRun.RATE, LOAD.toSeconds()), Map.of());
    SharedRun run = new SharedRun(broker, clock, plan, LOAD);
    run.submit();
    run.awaitWatermark(run.startMicros() + 3 * SECOND);
    leave.run();
    SharedRun.Records records = run.finished();
    return IntStream.range(0, SharedRun.SHARDS)
        .mapToObj(records::results)
        .flatMap(List::stream)
        .toList();
  }

  private static long count(List<RequestResult> results, DeliveryStatus status) {
    return results.stream()
        .filter(result -> result.step().equals(status.step()))
        .filter(result -> result.status() == status.code())
        .count();
  }
}
