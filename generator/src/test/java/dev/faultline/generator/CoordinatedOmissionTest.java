package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * A target stands still for half a second. A user who came in that time waited for the rest of it,
 * whether or not a connection was free to send their request: that is what must be reported.
 */
class CoordinatedOmissionTest {

  private static final int RATE = 200;
  private static final int CONNECTIONS = 4;
  private static final long STALL_MICROS = 500_000;

  private final Clock clock = Clock.system();

  /** Known when all is prepared. */
  private volatile long stallBeginMicros = Long.MAX_VALUE - STALL_MICROS;

  @Test
  void everyRequestDueDuringAStallShowsWhatWasLeftOfIt() throws Exception {
    List<RequestResult> results;
    try (RawServer server = new RawServer(this::answerUnlessStalled)) {
      results = measure(server);
    }

    assertThat(results).hasSize(RATE * 3).allMatch(r -> r.outcome() == Outcome.OK);
    long stallEndMicros = stallBeginMicros + STALL_MICROS;
    List<RequestResult> dueInStall =
        results.stream()
            .filter(r -> r.intendedStartMicros() > stallBeginMicros)
            .filter(r -> r.intendedStartMicros() < stallEndMicros)
            .toList();
    assertThat(dueInStall).hasSize(RATE / 2 - 1);
    assertThat(dueInStall)
        .allMatch(r -> r.responseTimeMicros() >= stallEndMicros - r.intendedStartMicros());
    assertThat(percentile(99, results, RequestResult::responseTimeMicros))
        .isBetween(440_000L, 900_000L);
    // Only what was sent saw the stall as service time; the others waited before they were sent.
    assertThat(results.stream().filter(r -> r.serviceTimeMicros() > STALL_MICROS / 2))
        .hasSizeBetween(1, CONNECTIONS);
    assertThat(results.stream().filter(r -> r.sendDelayMicros() > STALL_MICROS / 2))
        .hasSizeGreaterThanOrEqualTo(RATE / 4 - CONNECTIONS);
  }

  private void answerUnlessStalled(RawServer.Peer peer)
      throws java.io.IOException, InterruptedException {
    while (peer.request() != null) {
      long nowMicros = clock.epochMicros();
      long stallEndMicros = stallBeginMicros + STALL_MICROS;
      if (nowMicros >= stallBeginMicros && nowMicros < stallEndMicros) {
        TimeUnit.MICROSECONDS.sleep(stallEndMicros - nowMicros);
      }
      peer.answer(RawServer.OK);
    }
  }

  private List<RequestResult> measure(RawServer server) throws Exception {
    Scenario scenario =
        new Scenario(
            "checkout",
            "shop",
            Plans.constant(RATE, Duration.ofSeconds(3)),
            List.of(Plans.patientRequest("order")),
            500,
            CONNECTIONS);
    return ShardUnderTest.results(
        MeasuredLoad.of(MeasuredLoad.plan(server.port(), scenario), clock, this::start));
  }

  private long start() {
    long startMicros = clock.epochMicros() + 500_000;
    stallBeginMicros = startMicros + 1_000_000;
    return startMicros;
  }

  private static long percentile(
      int percent, List<RequestResult> results, ToLongFunction<RequestResult> value) {
    return results.stream()
        .map(value::applyAsLong)
        .sorted(Comparator.naturalOrder())
        .skip((results.size() * (long) percent + 99) / 100 - 1)
        .findFirst()
        .orElseThrow();
  }
}
