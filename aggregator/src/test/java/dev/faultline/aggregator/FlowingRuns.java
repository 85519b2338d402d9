package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.aggregator.topology.Undisturbed;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs whose results flow, with litter between them, while a test does something else; and then
 * what must have come of them.
 *
 * <p>They flow in parts, unevenly and about as fast as in life: the next part begins when the test
 * says so, and goes on until all of it is sent.
 */
final class FlowingRuns implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SECONDS = 40;
  private static final int RESULTS = 40;

  private final List<RecordedLoad> loads = new ArrayList<>();
  private final ResultsFeed feed;
  private final Litter litter;
  private final WindowsTopic windows;
  private final ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore mayFlow = new Semaphore(0);
  private final Future<?> sent;
  private final int part;
  private int begun;
  private volatile boolean hurry;

  /**
   * Ready to flow.
   *
   * @param parts into how many the flow is divided
   * @param shards one run for each number, with so many shards
   */
  FlowingRuns(KafkaSettings kafka, Chance chance, int parts, int... shards) {
    Random random = chance.random();
    for (int each : shards) {
      RunId runId = RunId.create(Clock.system(), random);
      loads.add(new RecordedLoad(runId, each, SECONDS, RESULTS, random.nextLong()));
    }
    part = 4 * SECONDS / parts;
    feed = new ResultsFeed(kafka);
    litter = new Litter(kafka, Topics.RESULTS.codec().encode(aResult()));
    windows = new WindowsTopic(kafka);
    Random unevenly = new Random(random.nextLong());
    sent = sender.submit(() -> send(unevenly));
  }

  private ResultRecord aResult() {
    return loads.getFirst().quarter(0).getLast().value();
  }

  private Void send(Random random) throws InterruptedException {
    for (int quarter = 0; quarter <= 4 * SECONDS; quarter++) {
      mayFlow.acquire();
      for (RecordedLoad load : loads) {
        feed.send(load.quarter(quarter));
        litter.drop(random);
      }
      if (!hurry) {
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(500)));
      }
    }
    return null;
  }

  /** The next part begins to flow, and more than its begin has become windows. */
  void flow() {
    begin();
    awaitWindows();
  }

  /** The next part begins to flow. */
  void begin() {
    begun++;
    mayFlow.release(part);
  }

  /** Until the first second or more of the part that flows is on the topic, for every run. */
  void awaitWindows() {
    long end = (LoadScript.at(((begun - 1) * part / 4 + 1) * 1000L) - 1) / 1000;
    for (RecordedLoad load : loads) {
      await("windows of " + load.runId())
          .atMost(PATIENCE)
          .until(
              () -> {
                List<WindowBytes> read = windows.read(load.runId());
                return !read.isEmpty() && read.getLast().timestampMillis() >= end;
              });
    }
  }

  /** Returns when all of it is sent. */
  void flowToTheEnd() {
    hurry = true;
    mayFlow.release(4 * SECONDS + 1);
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new AssertionError("not all was sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** When the group has read all: windows and dead letters are those of an undisturbed run. */
  void assertUndisturbed() {
    for (RecordedLoad load : loads) {
      List<WindowBytes> expected = Undisturbed.windowsOf(load);
      await("all windows of " + load.runId())
          .atMost(PATIENCE)
          .until(() -> windows.read(load.runId()).size() >= expected.size() && windows.atEnd());
      assertSame(expected, windows.read(load.runId()));
    }
    litter.assertDeadLettersOnce();
  }

  /** Says where they begin to differ, and not the thousands of bytes before and after. */
  private static void assertSame(List<WindowBytes> expected, List<WindowBytes> written) {
    assertThat(written).hasSizeLessThanOrEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(written.get(i))
          .as("record %d of %d", i, expected.size())
          .isEqualTo(expected.get(i));
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
    sender.close();
    feed.close();
    litter.close();
    windows.close();
  }
}
