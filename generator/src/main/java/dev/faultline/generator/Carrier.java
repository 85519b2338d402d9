package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.sink.ShardId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Carries the shards that are ours. Whose they are is for Kafka to say, who carries them is for the
 * log on {@code faultline.shards}: a shard that is ours is claimed, and carried as soon as the
 * claim is read from there, unless another one's came first.
 *
 * <pre>
 *  ours and free ─▶ claimed ─(read from the log)─▶ carried ─┬─(at its end)──────▶ Ended
 *        ▲                                                  ├─(no longer ours)──▶ Released
 *        └───────────(next epoch, here or elsewhere)────────┴─(killed, outbid)──▶ nothing is told
 * </pre>
 *
 * <p>Where a shard was released, its successor begins with what was due since then, if that is
 * short ago: nothing is lost and nothing is begun twice. Where a generator is gone without a word,
 * nobody knows what it had begun: its successor begins with what is due now, and counts all before
 * as due. On one thread.
 */
final class Carrier implements StartedRuns {

  private static final System.Logger LOG = System.getLogger(Carrier.class.getName());

  /** So long after a run's load nobody waits for its results: its windows were given up. */
  private static final long FORGOTTEN_MICROS = TimeUnit.HOURS.toMicros(1);

  /** Events of a run that began longer ago may be read for the second time. */
  private static final long RECENT_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final String name;
  private final Clock clock;
  private final Load.Source loads;
  private final ShardPublisher publisher;
  private final RunPublisher runPublisher;
  private final Predicate<ShardKey> ours;
  private final BooleanSupplier member;
  private final Runnable onTakeOver;
  private final TearDowns tearDowns;
  private final ShardLog log = new ShardLog();
  private final Map<RunId, OpenRun> runs = new LinkedHashMap<>();
  private final Set<RunId> over = new HashSet<>();
  private final Map<ShardKey, CarriedShard> carried = new HashMap<>();

  /**
   * @param name of this generator, unique among all
   * @param runPublisher is told of runs that cannot be carried
   * @param ours whether a shard is this generator's, which may change
   * @param member whether what is ours by {@code ours} certainly still is; asks for it
   * @param tearDowns what is to be done at the end of runs
   * @param onTakeOver called when a shard is taken over from a generator that is gone
   */
  Carrier(
      String name,
      Clock clock,
      Load.Source loads,
      ShardPublisher publisher,
      RunPublisher runPublisher,
      Predicate<ShardKey> ours,
      BooleanSupplier member,
      Runnable onTakeOver,
      TearDowns tearDowns) {
    this.name = name;
    this.clock = clock;
    this.loads = loads;
    this.publisher = publisher;
    this.runPublisher = runPublisher;
    this.ours = ours;
    this.member = member;
    this.onTakeOver = onTakeOver;
    this.tearDowns = tearDowns;
  }

  @Override
  public void started(RunEvent.Started event) {
    if (!knows(event.runId())) {
      runs.put(event.runId(), new OpenRun(event));
      tearDowns.started(event);
    }
  }

  @Override
  public void stop(RunId runId) {
    OpenRun run = runs.get(runId);
    if (run != null) {
      run.stop();
      stopCarried(runId);
    }
  }

  @Override
  public void over(RunId runId) {
    OpenRun run = runs.remove(runId);
    if (run != null) {
      tearDownIfNeverCarried(run);
    }
    over.add(runId);
    stopCarried(runId);
  }

  /**
   * Nothing was told of its first shard, by which it would be known that the end is still to come.
   */
  private void tearDownIfNeverCarried(OpenRun run) {
    ShardKey first = new ShardKey(run.runId(), 0);
    boolean recent = clock.epochMicros() - run.startMicros() < RECENT_MICROS;
    if (recent && log.of(first).isEmpty() && ours.test(first)) {
      boolean _ = tearDowns.doneAfter(run.runId());
    }
  }

  @Override
  public boolean knows(RunId runId) {
    return runs.containsKey(runId) || over.contains(runId);
  }

  private void stopCarried(RunId runId) {
    carried.forEach(
        (shard, mine) -> {
          if (shard.runId().equals(runId) && mine.begun()) {
            mine.load().stop();
          }
        });
  }

  /** The next event of a shard that is ours, or may be soon. */
  void received(ShardEvent event) {
    ShardKey shard = ShardKey.of(event);
    CarriedShard mine = carried.get(shard);
    if (!log.accept(event) || mine == null || !(event instanceof ShardEvent.Claimed claim)) {
      return;
    }
    if (claim.epoch() < mine.epoch()) {
      return; // Told anew, of a time before our claim.
    }
    if (!claim.generator().equals(name)) {
      LOG.log(Level.WARNING, "{0} carries {1}, so it is given up here", claim.generator(), shard);
      carried.remove(shard).load().abandon();
    } else if (claim.epoch() == mine.epoch() && !mine.begun()) {
      begin(shard, mine);
    }
  }

  /** All that was told of the shard has been removed. */
  void forgotten(ShardKey shard) {
    log.forget(shard);
  }

  /** What was told of these shards is told anew; what is carried is still carried. */
  void forgotten(Predicate<ShardKey> shards) {
    log.forget(shards);
  }

  private void begin(ShardKey shard, CarriedShard mine) {
    if (mine.before().orElse(null) instanceof ShardEvent.Claimed gone) {
      LOG.log(Level.WARNING, "{0} is taken over from {1}", shard, gone.generator());
      onTakeOver.run();
    }
    carried.put(shard, mine.begin(clock));
    if (mine.run().stopped() || over.contains(shard.runId())) {
      mine.load().stop();
    }
  }

  /** Claims what is ours and free, and tells what has ended. */
  void proceed() {
    tellEnds();
    for (OpenRun run : List.copyOf(runs.values())) {
      for (int shard = 0; shard < run.shardCount(); shard++) {
        claimIfFree(run, new ShardKey(run.runId(), shard));
      }
    }
    for (ShardKey shard : log.shards()) {
      if (over.contains(shard.runId())
          && !carried.containsKey(shard)
          && ours.test(shard)
          && (shard.shard() != 0 || tearDowns.doneAfter(shard.runId()))) {
        publisher.forget(shard.runId(), shard.shard());
        log.forget(shard);
      }
    }
  }

  private void claimIfFree(OpenRun run, ShardKey shard) {
    Optional<ShardEvent> before = log.of(shard);
    boolean ended = before.orElse(null) instanceof ShardEvent.Ended;
    if (ended || carried.containsKey(shard) || over.contains(run.runId()) || !ours.test(shard)) {
      return;
    }
    try {
      if (clock.epochMicros() - run.endMicros() < FORGOTTEN_MICROS && mayFollow(before)) {
        claim(run, shard, before);
      }
    } catch (UnreadablePlanException | UnusableTargetException e) {
      abort(run, e.getMessage());
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, shard + " cannot be prepared", defect);
      abort(run, "internal error of the generator: " + defect);
    }
  }

  /** What somebody claimed, and be it this generator, may be carried by a living one. */
  private boolean mayFollow(Optional<ShardEvent> before) {
    return !(before.orElse(null) instanceof ShardEvent.Claimed) || member.getAsBoolean();
  }

  private void claim(OpenRun run, ShardKey shard, Optional<ShardEvent> before)
      throws UnreadablePlanException, UnusableTargetException {
    int epoch = before.map(event -> event.epoch() + 1).orElse(0);
    Plan plan = run.plan();
    Load load =
        loads.prepare(new ShardId(run.runId(), shard.shard(), run.shardCount(), epoch), plan);
    if (publisher.publish(
        new ShardEvent.Claimed(run.runId(), shard.shard(), epoch, clock.epochMicros(), name))) {
      carried.put(shard, new CarriedShard(shard, run, load, epoch, before, false));
    } else {
      load.abandon();
    }
  }

  private void abort(OpenRun run, String reason) {
    LOG.log(Level.ERROR, "Run {0} cannot be carried: {1}", run.runId(), reason);
    over(run.runId());
    runPublisher.publish(
        new RunEvent.Aborted(run.runId(), clock.epochMicros(), run.event().plan(), reason));
  }

  /** Says of all runs with a shard here that they ended without a verdict. */
  void abortAll(String reason) {
    carried.values().stream()
        .map(CarriedShard::run)
        .distinct()
        .toList()
        .forEach(run -> abort(run, reason));
  }

  /** Ends all loads early and for good; does not wait for that. */
  void stopAll() {
    runs.values().forEach(OpenRun::stop);
    Map.copyOf(carried)
        .forEach(
            (shard, mine) -> {
              if (mine.begun()) {
                mine.load().stop();
              } else {
                begin(shard, mine);
              }
            });
  }

  /** The loads of all runs have ended, and there is nobody else to do what is left to be done. */
  void tearDownAll() {
    tearDowns.finish(
        tearDowns.open().stream()
            .filter(runId -> runs.containsKey(runId) || log.of(new ShardKey(runId, 0)).isPresent())
            .toList());
  }

  /** Tells which shards have come to their end. */
  void tellEnds() {
    Map.copyOf(carried).forEach((shard, mine) -> tellEnd(shard, mine, Duration.ZERO));
  }

  private void tellEnd(ShardKey shard, CarriedShard mine, Duration patience) {
    try {
      Load.End end = mine.load().ended().get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (mine.told(end, clock.epochMicros()).map(this::tell).orElse(true)) {
        carried.remove(shard);
      }
    } catch (TimeoutException e) {
      if (!patience.isZero()) {
        LOG.log(Level.WARNING, "{0} does not come to its end; another one goes on", shard);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a load does not fail", e);
    }
  }

  private boolean tell(ShardEvent event) {
    boolean told = publisher.publish(event);
    if (told) {
      log.accept(event);
    }
    return told;
  }

  /**
   * These shards will be somebody else's when this returns: their loads end in good order, for
   * others to go on where they stopped.
   *
   * @param patience how long it may take; later ones are abandoned
   */
  void handOver(Predicate<ShardKey> shards, Duration patience) {
    Map<ShardKey, CarriedShard> leaving = new HashMap<>(carried);
    leaving.keySet().removeIf(shards.negate());
    leaving.values().stream().filter(CarriedShard::begun).forEach(mine -> mine.load().handOver());
    long deadline = System.nanoTime() + patience.toNanos();
    leaving.forEach(
        (shard, mine) -> {
          if (mine.begun()) {
            tellEnd(shard, mine, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
          } else {
            tell(mine.releasedUntouched(clock.epochMicros()));
          }
        });
    lose(shards);
  }

  /** These shards are somebody else's already: their loads end here and now. */
  void lose(Predicate<ShardKey> shards) {
    carried.forEach(
        (shard, mine) -> {
          if (shards.test(shard)) {
            mine.load().abandon();
          }
        });
    carried.keySet().removeIf(shards);
    log.forget(shards);
  }
}
