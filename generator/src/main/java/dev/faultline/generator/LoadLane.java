package dev.faultline.generator;

import dev.faultline.core.plan.Delivery;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.ProtocolDrivers;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Observers;
import dev.faultline.generator.scenario.Publications;
import dev.faultline.generator.scenario.ResultListener;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.StepDriver;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/**
 * One event loop and its way to Kafka: the shards on it share a buffer and a sender, so that each
 * queue has one thread that writes and one that reads.
 */
final class LoadLane implements Load.Source, OnceSteps, AutoCloseable {

  /** A plan that is only looked at is of no run yet. */
  private static final ShardId NOBODY = new ShardId(new RunId(new UUID(0, 0)), 0, 1, 0);

  private static final int BUFFERED_RECORDS = 1 << 16;
  private static final Duration SENDER_PATIENCE = Duration.ofSeconds(10);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Secrets secrets = Secrets.ofThisProcess();
  private final ProtocolDrivers drivers;
  private final OnceSteps once;
  private final Observers observers;
  private final Predecessors predecessors;
  private final ResultBuffer buffer = new ResultBuffer(BUFFERED_RECORDS);
  private final ResultSpill spill;
  private final ResultSender sender;
  private final RequestCounts requests = new RequestCounts();
  private final LoadMetrics metrics;
  private final Map<ShardId, ShardLoad> unsettled = new ConcurrentHashMap<>();
  private final Set<ShardLoad> running = ConcurrentHashMap.newKeySet();

  /**
   * @param observers shared with the other lanes
   * @param space for results that Kafka does not take yet
   * @param predecessors of shards that others have carried before
   * @param producer for this lane alone; closed with it
   */
  LoadLane(
      EventLoops.Loop loop,
      Clock clock,
      Observers observers,
      SpillSpace space,
      Predecessors predecessors,
      Producer<String, ResultRecord> producer,
      LoadMetrics metrics) {
    this.loop = loop;
    this.clock = clock;
    this.observers = observers;
    this.predecessors = predecessors;
    this.drivers = new ProtocolDrivers(loop, clock, secrets);
    this.once = new OncePerRunSteps(loop.eventLoop(), this::runner);
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
    runners(
            plan,
            NOBODY,
            (scenario, step, intendedStartMicros, measurement) -> {},
            this::checkObservation)
        .forEach(ScenarioRunner::close);
    for (Scenario scenario : plan.scenarios()) {
      checkOnce(plan, scenario.setUp());
      checkOnce(plan, scenario.tearDown());
    }
  }

  /** What is done once is to be possible too. */
  private void checkOnce(Plan plan, Scenario scenario) throws UnusableTargetException {
    if (scenario.script().requests().findAny().isPresent()) {
      runner(plan, scenario, (_, _, _, _) -> {}).close();
    }
  }

  /** What can be opened here is; the way to others may lead over a proxy that is not there yet. */
  private Observer checkObservation(Observation observation, Sights sights)
      throws UnusableTargetException {
    return observation instanceof Observation.Callback
        ? observers.open(observation, sights)
        : Observer.NOBODY;
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
            runners(plan, id, results, observers),
            recorder,
            durationMicros,
            metrics,
            predecessors,
            running::remove);
    unsettled.put(id, load);
    running.add(load);
    load.ended().thenRun(() -> unsettled.remove(id, load));
    return load;
  }

  @Override
  public CompletableFuture<SetUpEnd> setUp(Plan plan) {
    return once.setUp(plan);
  }

  @Override
  public CompletableFuture<Void> tearDown(Plan plan) {
    return once.tearDown(plan);
  }

  private List<ScenarioRunner> runners(
      Plan plan, ShardId id, ResultListener results, Observers opened)
      throws UnusableTargetException {
    List<ScenarioRunner> runners = new ArrayList<>();
    try {
      for (Scenario scenario : plan.scenarios()) {
        runners.add(
            runner(scenario, plan.target(scenario.target()).orElseThrow(), id, results, opened));
      }
    } catch (UnusableTargetException e) {
      runners.forEach(ScenarioRunner::close);
      throw e;
    }
    return runners;
  }

  /** For what is done once per run. */
  private ScenarioRunner runner(Plan plan, Scenario scenario, ResultListener results)
      throws UnusableTargetException {
    Target target = plan.target(scenario.target()).orElseThrow();
    SecretValues values = secrets.values(scenario.script().secrets());
    StepDriver driver = drivers.open(scenario, target, Slice.WHOLE);
    return new ScenarioRunner(scenario, Slice.WHOLE, driver, values, loop.timer(), results);
  }

  private ScenarioRunner runner(
      Scenario scenario, Target target, ShardId id, ResultListener results, Observers opened)
      throws UnusableTargetException {
    SecretValues values = secrets.values(scenario.script().secrets());
    StepDriver driver = drivers.open(scenario, target, id.slice());
    Optional<Publications> publications = Optional.empty();
    if (scenario.script().delivery().isPresent()) {
      try {
        publications =
            Optional.of(
                publications(
                    scenario.name(), scenario.script().delivery().get(), id, results, opened));
      } catch (UnusableTargetException e) {
        driver.close();
        throw e;
      }
    }
    return new ScenarioRunner(
        scenario, id.slice(), driver, values, loop.timer(), results, publications);
  }

  private Publications publications(
      String scenario, Delivery delivery, ShardId id, ResultListener results, Observers opened)
      throws UnusableTargetException {
    Publications publications =
        new Publications(
            scenario, delivery, id.runId(), id.shard(), id.epoch(), loop.timer(), results);
    Sights sights = new LoopSights(publications, loop.eventLoop());
    publications.observedBy(opened.open(delivery.observation(), sights));
    return publications;
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
    drivers.close();
  }

  /** The event loop has failed: its loads will not end by themselves. */
  void giveUp() {
    running.forEach(ShardLoad::giveUp);
  }
}
