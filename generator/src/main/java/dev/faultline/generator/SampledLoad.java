package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.resource.ResourceProgress;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.resource.Sampler;
import java.util.concurrent.CompletableFuture;

/**
 * A load during which the plan's resources are looked at. It has come to its end when that is told
 * too: so long another generator would take the shard over, and tell it instead. Thread-safe.
 */
final class SampledLoad implements Load {

  private final RunId runId;
  private final Plan plan;
  private final Load load;
  private final Clock clock;
  private final Outlet outlet;
  private final CompletableFuture<End> ended;
  private Sampler sampler;

  /** The way to the topic. */
  @FunctionalInterface
  interface Outlet {

    /** Sends the record; completes when it is there, or given up. */
    CompletableFuture<Void> put(ResourceRecord record);
  }

  SampledLoad(RunId runId, Plan plan, Load load, Clock clock, Outlet outlet) {
    this.runId = runId;
    this.plan = plan;
    this.load = load;
    this.clock = clock;
    this.outlet = outlet;
    ended = load.ended().thenComposeAsync(this::told);
  }

  @Override
  public void recall(long startMicros) {
    load.recall(startMicros);
  }

  @Override
  public void predecessorGone() {
    load.predecessorGone();
  }

  @Override
  public synchronized void begin(long startMicros, long fromMicros) {
    load.begin(startMicros, fromMicros);
    sampler = new Sampler(runId, plan.resources(), clock, this::send);
  }

  private void send(ResourceRecord sample) {
    CompletableFuture<Void> _ = outlet.put(sample);
  }

  private CompletableFuture<End> told(End end) {
    endSampling();
    return end instanceof End.Finished
        ? outlet.put(new ResourceProgress(runId, clock.epochMicros(), true)).thenApply(_ -> end)
        : CompletableFuture.completedFuture(end);
  }

  private synchronized void endSampling() {
    if (sampler != null) {
      sampler.close();
      sampler = null;
    }
  }

  @Override
  public void stop() {
    load.stop();
  }

  @Override
  public void handOver() {
    load.handOver();
  }

  @Override
  public void abandon() {
    load.abandon();
    endSampling();
  }

  @Override
  public CompletableFuture<End> ended() {
    return ended;
  }
}
