package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.ProtocolDrivers;
import dev.faultline.generator.scenario.Drivers;
import dev.faultline.generator.scenario.ResultListener;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.sink.ResultBuffer;
import dev.faultline.generator.sink.ResultSender;
import dev.faultline.generator.sink.ResultSpill;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.ShardRecorder;
import dev.faultline.generator.sink.SpillSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/**
 * One event loop and its way to Kafka: the shards on it share a buffer and a sender, so that each
 * queue has one thread that writes and one that reads.
 */
final class LoadLane implements Load.Source, AutoCloseable {

  private static final int BUFFERED_RECORDS = 1 << 16;
  private static final Duration SENDER_PATIENCE = Duration.ofSeconds(10);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Drivers drivers;
  private final ResultBuffer buffer = new ResultBuffer(BUFFERED_RECORDS);
  private final ResultSpill spill;
  private final ResultSender sender;
  private final RequestCounts requests = new RequestCounts();
  private final LoadMetrics metrics;
  private final Map<ShardId, ShardLoad> unsettled = new ConcurrentHashMap<>();
  private final Set<ShardLoad> running = ConcurrentHashMap.newKeySet();

  /**
   * @param space for results that Kafka does not take yet
   * @param producer for this lane alone; closed with it
   */
  LoadLane(
      EventLoops.Loop loop,
      Clock clock,
      SpillSpace space,
      Producer<String, ResultRecord> producer,
      LoadMetrics metrics) {
    this.loop = loop;
    this.clock = clock;
    this.drivers = new ProtocolDrivers(loop, clock);
    this.spill = new ResultSpill(space);
    this.sender = new ResultSender(buffer, spill, producer, this::settled, SENDER_PATIENCE);
    this.metrics = metrics;
  }

  /** What there is to see of it. */
  LoadMetrics.Outlet outlet() {
    return new LoadMetrics.Outlet(requests, buffer, spill, sender);
  }

  /** Begins to send. */
  void start() {
    sender.start();
  }

  /** Makes the first load begin as smoothly as later ones; takes about half a second. */
  void warmUp() {
    int _ = new WarmUp(loop, clock).run();
  }

  boolean alive() {
    return sender.alive();
  }

  /** Shards that are on it now. */
  int carries() {
    return running.size();
  }

  @Override
  public void check(Plan plan) throws UnusableTargetException {
    runners(plan, Slice.WHOLE, (scenario, step, intendedStartMicros, measurement) -> {})
        .forEach(ScenarioRunner::close);
  }

  @Override
  public Load prepare(ShardId id, Plan plan) throws UnusableTargetException {
    ShardRecorder recorder = new ShardRecorder(id, buffer, spill::fill);
    ResultListener results =
        (scenario, step, intendedStartMicros, measurement) -> {
          requests.ended(measurement.outcome());
          recorder.measured(scenario, step, intendedStartMicros, measurement);
        };
    long durationMicros = Durations.micros(plan.duration());
    ShardLoad load =
        new ShardLoad(
            loop,
            runners(plan, id.slice(), results),
            recorder,
            durationMicros,
            metrics,
            running::remove);
    unsettled.put(id, load);
    running.add(load);
    load.ended().thenRun(() -> unsettled.remove(id, load));
    return load;
  }

  private List<ScenarioRunner> runners(Plan plan, Slice slice, ResultListener results)
      throws UnusableTargetException {
    List<ScenarioRunner> runners = new ArrayList<>();
    try {
      for (Scenario scenario : plan.scenarios()) {
        Target target = plan.target(scenario.target()).orElseThrow();
        runners.add(
            new ScenarioRunner(
                scenario, slice, drivers.open(scenario, target, slice), loop.timer(), results));
      }
    } catch (UnusableTargetException e) {
      runners.forEach(ScenarioRunner::close);
      throw e;
    }
    return runners;
  }

  private void settled(ShardProgress progress) {
    ShardLoad load = unsettled.get(ShardId.of(progress));
    if (load != null) {
      load.settled(progress.watermarkMicros());
    }
  }

  /**
   * Waits for the loads to end, which {@link Load#stop} and {@link Load#abandon} make them do, and
   * sends all results.
   */
  @Override
  public void close() {
    running.forEach(ShardLoad::awaitOver);
    sender.close();
  }

  /** The event loop has failed: its loads will not end by themselves. */
  void giveUp() {
    running.forEach(ShardLoad::giveUp);
  }
}
