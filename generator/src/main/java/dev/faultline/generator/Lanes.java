package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.observe.EventObservers;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.SpillSpace;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;

/**
 * All that puts load on in a generator: event loops side by side, over which the shards of a run
 * are spread. A shard keeps to its loop, so a run in one shard uses one of them.
 */
final class Lanes implements Load.Source, OnceSteps, AutoCloseable {

  private final EventLoops loops;
  private final List<LoadLane> lanes;
  private final EventObservers observers;

  /**
   * @param space shared evenly
   * @param predecessors of shards that others have carried before
   * @param producers a new one for each lane, which closes it
   * @param onDefect told, on a loop, when something on it throws
   */
  Lanes(
      LoadSettings settings,
      Clock clock,
      SpillSpace space,
      Predecessors predecessors,
      Supplier<Producer<String, ResultRecord>> producers,
      LoadMetrics metrics,
      Consumer<Throwable> onDefect) {
    int count = settings.eventLoops();
    observers = new EventObservers(clock, Secrets.ofThisProcess());
    loops = new EventLoops(count, clock, settings.idle(), onDefect);
    lanes =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new LoadLane(
                        loops.next(),
                        clock,
                        observers,
                        space.part(i, count),
                        predecessors,
                        producers.get(),
                        metrics))
            .toList();
    metrics.watch(lanes.stream().map(LoadLane::outlet).toList());
  }

  /** Begins to send. */
  void start() {
    lanes.forEach(LoadLane::start);
  }

  /** Makes the first load begin as smoothly as later ones; takes about half a second. */
  void warmUp() {
    lanes.getFirst().warmUp();
  }

  boolean alive() {
    return loops.alive() && lanes.stream().allMatch(LoadLane::alive);
  }

  @Override
  public void check(Plan plan) throws UnusableTargetException {
    lanes.getFirst().check(plan);
  }

  @Override
  public Load prepare(ShardId id, Plan plan) throws UnusableTargetException {
    return lanes.stream()
        .min(Comparator.comparingInt(LoadLane::carries))
        .orElseThrow()
        .prepare(id, plan);
  }

  @Override
  public CompletableFuture<SetUpEnd> setUp(Plan plan) {
    return lanes.getFirst().setUp(plan);
  }

  @Override
  public CompletableFuture<Void> tearDown(Plan plan) {
    return lanes.getFirst().tearDown(plan);
  }

  /** An event loop has failed: no load will end by itself. */
  void giveUp() {
    lanes.forEach(LoadLane::giveUp);
  }

  /** Waits until all loads have ended and sends all results; loads must have been told to end. */
  void finish() {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      lanes.forEach(lane -> each.execute(lane::close));
    }
  }

  /** Also ends the event loops. */
  @Override
  public void close() {
    finish();
    loops.close();
    observers.close();
  }
}
