package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory is a function of the series and their open windows: 50 runs of 100 series at once need no
 * more than 1 GiB.
 */
@Tag("slow")
class ManyRunsIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
  private static final int RUNS = 50;
  private static final int SECONDS = 66;

  @TempDir Path stateDir;

  private final long startMicros = Clock.system().epochMicros() / SECOND * SECOND;
  private final List<BusyRun> runs = new ArrayList<>();
  private final Map<RunId, Received> received = new HashMap<>();

  /** What came of one run. */
  private static final class Received {
    final long[] results = new long[SECONDS];
    final long[] series = new long[SECONDS];
    RunProgress last;
  }

  @Test
  void fifty_runs_of_a_hundred_series_come_out_whole_with_1_GiB_of_heap() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < RUNS; i++) {
      RunId runId = RunId.create(Clock.system(), random);
      runs.add(new BusyRun(runId, 1 + i % 5 / 4, startMicros, SECONDS, i));
      received.put(runId, new Received());
    }
    try (ConfinedAggregator aggregator =
            ConfinedAggregator.start(broker.settings(), stateDir, "1g");
        Consumer<String, WindowRecord> windows =
            KafkaClients.reader(broker.settings(), Topics.WINDOWS)) {
      sendAll();
      readAll(windows, aggregator);
      assertThat(aggregator.stopsUnharmed()).as("neither killed nor a thread lost").isTrue();
    }
    for (BusyRun run : runs) {
      assertWhole(run, received.get(run.runId()));
    }
  }

  /** All runs at the same time, as fast as Kafka takes it. */
  private void sendAll() {
    try (ResultsFeed feed = new ResultsFeed(broker.settings())) {
      for (int quarter = 0; quarter < 4 * SECONDS; quarter++) {
        int now = quarter;
        feed.send(runs.stream().flatMap(run -> run.quarter(now).stream()).toList());
      }
    }
  }

  /** Until all runs have finished, or nothing comes any more. */
  private void readAll(Consumer<String, WindowRecord> windows, ConfinedAggregator aggregator) {
    long heard = System.nanoTime();
    while (!allFinished() && aggregator.alive() && System.nanoTime() - heard < PATIENCE_NANOS) {
      for (ConsumerRecord<String, WindowRecord> record : windows.poll(Duration.ofMillis(100))) {
        heard = System.nanoTime();
        Received of = received.get(record.value().runId());
        if (of != null) {
          take(of, record.value());
        }
      }
    }
  }

  private boolean allFinished() {
    return received.values().stream().allMatch(of -> of.last != null && of.last.finished());
  }

  private void take(Received of, WindowRecord record) {
    switch (record) {
      case RunProgress progress -> of.last = progress;
      case WindowStats window when window.sizeMicros() == SECOND -> {
        int second = (int) ((window.startMicros() - startMicros) / SECOND);
        of.series[second]++;
        of.results[second] += window.completed();
        assertThat(window.responseTime().count()).isEqualTo(window.completed());
        assertThat(window.serviceTime().count()).isEqualTo(window.completed());
      }
      case WindowStats _ -> {}
    }
  }

  private static void assertWhole(BusyRun run, Received of) {
    assertThat(of.last).isNotNull().matches(RunProgress::finished);
    assertThat(of.last.missing() + of.last.late()).isZero();
    assertThat(of.results).isEqualTo(run.sent());
    assertThat(of.series).containsOnly(BusyRun.SERIES);
  }
}
