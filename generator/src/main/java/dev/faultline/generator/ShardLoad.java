package dev.faultline.generator;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.sink.ShardRecorder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The load of a shard on a lane. Thread-safe. */
final class ShardLoad implements Load {

  private final EventLoops.Loop loop;
  private final List<ScenarioRunner> scenarios;
  private final ShardRecorder recorder;
  private final long durationMicros;
  private final LoadMetrics metrics;
  private final Predecessors predecessors;
  private final Consumer<ShardLoad> onOver;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final CompletableFuture<End> ended = new CompletableFuture<>();

  /** On the loop only. */
  private boolean predecessorGone;

  /** On the loop only; null before the load begins. */
  private Shard shard;

  /** What users had done before; written and read by who begins the load. */
  private Map<String, Long> dueBefore = Map.of();

  /** Guarded by this; its own end and that of its results come on different threads. */
  private End end;

  private long lastProgressMicros;
  private long settledMicros = Long.MIN_VALUE;

  /**
   * @param durationMicros of the run's load, from the run's start
   * @param predecessors who carried the shard before, if anybody did
   * @param onOver called on the loop when nothing more will come of it
   */
  ShardLoad(
      EventLoops.Loop loop,
      List<ScenarioRunner> scenarios,
      ShardRecorder recorder,
      long durationMicros,
      LoadMetrics metrics,
      Predecessors predecessors,
      Consumer<ShardLoad> onOver) {
    this.loop = loop;
    this.scenarios = List.copyOf(scenarios);
    this.recorder = recorder;
    this.durationMicros = durationMicros;
    this.metrics = metrics;
    this.predecessors = predecessors;
    this.onOver = onOver;
  }

  @Override
  public void recall(long startMicros) {
    if (scenarios.stream().anyMatch(each -> each.load() instanceof LoadProfile.Closed)) {
      dueBefore = predecessors.due(recorder.id(), startMicros);
    }
  }

  @Override
  public void predecessorGone() {
    loop.eventLoop().execute(() -> predecessorGone = true);
  }

  @Override
  public void begin(long startMicros, long fromMicros) {
    LoadPart part = new LoadPart(recorder.id().slice(), startMicros, fromMicros, dueBefore);
    loop.eventLoop()
        .execute(
            () -> {
              shard =
                  new Shard(
                      scenarios,
                      part,
                      startMicros + durationMicros,
                      loop.timer(),
                      recorder,
                      metrics,
                      this::over);
              if (predecessorGone && fromMicros > startMicros) {
                scenarios.forEach(ScenarioRunner::predecessorGone);
              }
              shard.begin();
            });
  }

  @Override
  public void stop() {
    loop.eventLoop().execute(() -> shard.stop());
  }

  @Override
  public void handOver() {
    loop.eventLoop().execute(() -> shard.handOver());
  }

  @Override
  public void abandon() {
    loop.eventLoop()
        .execute(
            () -> {
              if (shard == null) {
                scenarios.forEach(ScenarioRunner::close);
                over(new End.Abandoned(), Long.MIN_VALUE);
              } else {
                shard.abandon();
              }
            });
  }

  @Override
  public CompletableFuture<End> ended() {
    return ended;
  }

  /** Waits until nothing more will come of it. */
  void awaitOver() {
    over.join();
  }

  /** Its loop has failed, so nothing more will come of it. */
  void giveUp() {
    over(new End.Abandoned(), Long.MIN_VALUE);
  }

  /** What the shard had offered before its progress with this watermark is acknowledged or lost. */
  synchronized void settled(long watermarkMicros) {
    settledMicros = Math.max(settledMicros, watermarkMicros);
    endIfSettled();
  }

  private void over(End how, long lastMicros) {
    onOver.accept(this);
    over.complete(null);
    synchronized (this) {
      if (end == null) {
        end = how;
        lastProgressMicros = how instanceof End.Abandoned ? Long.MIN_VALUE : lastMicros;
      }
      endIfSettled();
    }
  }

  private void endIfSettled() {
    if (end != null && settledMicros >= lastProgressMicros) {
      ended.complete(end);
    }
  }
}
