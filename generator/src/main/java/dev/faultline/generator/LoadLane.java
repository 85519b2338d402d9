package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.http.HttpDrivers;
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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
  private final LoadMetrics metrics;
  private final Set<ShardLoad> running = ConcurrentHashMap.newKeySet();

  /**
   * @param space for results that Kafka does not take yet
   * @param producer for this lane alone; closed with it
   * @param onFinished called when all of a run's results are acknowledged, from any thread
   */
  LoadLane(
      EventLoops.Loop loop,
      Clock clock,
      SpillSpace space,
      Producer<String, ResultRecord> producer,
      MeterRegistry registry,
      Consumer<RunId> onFinished) {
    this.loop = loop;
    this.clock = clock;
    this.drivers = new HttpDrivers(loop.bootstrap(), clock);
    this.spill = new ResultSpill(space);
    this.sender =
        new ResultSender(
            buffer,
            spill,
            producer,
            progress -> onFinished.accept(progress.runId()),
            SENDER_PATIENCE);
    this.metrics = new LoadMetrics(registry);
    metrics.watch(buffer, spill, sender);
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

  @Override
  public Load prepare(RunId runId, Plan plan) throws UnusableTargetException {
    ShardRecorder recorder = new ShardRecorder(new ShardId(runId, 0, 1, 0), buffer, spill::fill);
    ResultListener results =
        (scenario, step, intendedStartMicros, measurement) -> {
          metrics.measured(measurement.outcome());
          recorder.measured(scenario, step, intendedStartMicros, measurement);
        };
    List<ScenarioRunner> scenarios = new ArrayList<>();
    for (Scenario scenario : plan.scenarios()) {
      Target target = plan.target(scenario.target()).orElseThrow();
      scenarios.add(
          new ScenarioRunner(scenario, drivers.open(scenario, target), loop.timer(), results));
    }
    return new ShardLoad(scenarios, recorder, Durations.micros(plan.duration()));
  }

  /** Waits for the loads to end, which {@link Load#stop} makes them do, and sends all results. */
  @Override
  public void close() {
    running.forEach(load -> load.ended.join());
    sender.close();
  }

  /** The event loop has failed: its loads will not end by themselves. */
  void giveUp() {
    running.forEach(load -> load.ended.complete(null));
  }

  /** A run's only shard. */
  private final class ShardLoad implements Load {

    private final List<ScenarioRunner> scenarios;
    private final ShardRecorder recorder;
    private final long durationMicros;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** On the loop only. */
    private Shard shard;

    ShardLoad(List<ScenarioRunner> scenarios, ShardRecorder recorder, long durationMicros) {
      this.scenarios = scenarios;
      this.recorder = recorder;
      this.durationMicros = durationMicros;
    }

    @Override
    public void begin(long startMicros) {
      running.add(this);
      loop.eventLoop()
          .execute(
              () -> {
                shard =
                    new Shard(
                        scenarios,
                        startMicros,
                        startMicros + durationMicros,
                        loop.timer(),
                        recorder,
                        metrics,
                        this::end);
                shard.begin();
              });
    }

    @Override
    public void stop() {
      loop.eventLoop().execute(() -> shard.stop());
    }

    private void end() {
      running.remove(this);
      ended.complete(null);
    }
  }
}
