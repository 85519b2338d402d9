package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.aggregator.topology.Undisturbed;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.testkit.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards exactly-once, and with it the internal hook of Kafka Streams that the live stores rely on:
 * whatever is killed whenever, the committed windows are byte for byte those of an undisturbed run.
 */
@Tag("slow")
class AggregatorKillIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 40;

  @TempDir Path folder;

  private final Random random = new Random();
  private final List<RecordedLoad> loads = new ArrayList<>();

  private void record(int shards) {
    RunId runId = RunId.create(Clock.system(), random);
    loads.add(new RecordedLoad(runId, shards, SECONDS, 40, shards));
  }

  private void send(ResultsFeed feed, int from, int to) {
    for (int quarter = from; quarter < to; quarter++) {
      for (RecordedLoad load : loads) {
        feed.send(load.quarter(quarter));
      }
    }
  }

  /** Until the second that ends with the quarter is on the topic, for every run. */
  private void awaitWindows(WindowsTopic windows, int quarter) {
    long end = (LoadScript.at(quarter / 4 * 1000L) - 1) / 1000;
    for (RecordedLoad load : loads) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                List<WindowBytes> read = windows.read(load.runId());
                return !read.isEmpty() && read.getLast().timestampMillis() >= end;
              });
    }
  }

  private void assertExact(WindowsTopic windows) {
    for (RecordedLoad load : loads) {
      List<WindowBytes> expected = Undisturbed.windowsOf(load);
      await().atMost(PATIENCE).until(() -> windows.read(load.runId()).size() >= expected.size());
      assertThat(windows.read(load.runId())).isEqualTo(expected);
    }
  }

  /** Some moment within a few commits. */
  private void passSomeTime() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(250)));
  }

  @Test
  void killed_again_and_again_it_writes_the_windows_of_an_undisturbed_run() {
    record(1);
    record(2);
    record(3);
    int kills = 3;
    int part = SECONDS * 4 / (kills + 1);
    AggregatorProcess aggregator = AggregatorProcess.start(broker.settings(), folder);
    try (ResultsFeed feed = new ResultsFeed(broker.settings());
        WindowsTopic windows = new WindowsTopic(broker.settings())) {
      for (int kill = 0; kill < kills; kill++) {
        int from = kill * part;
        int middle = from + part / 2;
        send(feed, from, middle);
        awaitWindows(windows, middle - 4);
        Thread sender = Thread.startVirtualThread(() -> send(feed, middle, from + part));
        passSomeTime();
        aggregator.kill();
        aggregator = AggregatorProcess.start(broker.settings(), folder.resolve("" + kill % 2));
        join(sender);
      }
      send(feed, kills * part, SECONDS * 4 + 1);
      assertExact(windows);
    } finally {
      aggregator.kill();
    }
  }

  @Test
  void another_instance_takes_over_in_the_middle_of_a_run() {
    record(2);
    record(3);
    AggregatorProcess first = AggregatorProcess.start(broker.settings(), folder.resolve("a"));
    try (ResultsFeed feed = new ResultsFeed(broker.settings());
        WindowsTopic windows = new WindowsTopic(broker.settings())) {
      send(feed, 0, 40);
      awaitWindows(windows, 36);
      try (AggregatorProcess _ = AggregatorProcess.start(broker.settings(), folder.resolve("b"))) {
        send(feed, 40, 80);
        awaitWindows(windows, 76);
        passSomeTime();
        first.kill();
        send(feed, 80, SECONDS * 4 + 1);
        assertExact(windows);
      }
    } finally {
      first.kill();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
