package dev.faultline.aggregator;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import java.util.List;

/**
 * Writes the records of one shard of a run with one scenario, {@code shop}, of the steps {@code
 * browse} and {@code order}. Times are given in milliseconds since the start of the run.
 */
public final class LoadScript {

  /** Start of every scripted run, microseconds since the epoch: a whole second. */
  public static final long START = 1_700_000_000_000_000L;

  public static final List<String> STEPS = List.of("browse", "order");

  private final RunId runId;
  private final int shard;
  private final int shardCount;
  private int epoch;
  private long dueBefore;
  private long seq;

  public LoadScript(RunId runId) {
    this(runId, 0, 1);
  }

  public LoadScript(RunId runId, int shard, int shardCount) {
    this.runId = runId;
    this.shard = shard;
    this.shardCount = shardCount;
  }

  /** The time in microseconds since the epoch. */
  public static long at(long millis) {
    return START + millis * 1000;
  }

  public int shard() {
    return shard;
  }

  public LoadScript takenOver() {
    LoadScript next = new LoadScript(runId, shard, shardCount);
    next.epoch = epoch + 1;
    return next;
  }

  /** Counts so many arrivals as due before its time; what progress is told counts from there. */
  public LoadScript after(long arrivals) {
    dueBefore = arrivals;
    return this;
  }

  /** Loses that many results: their numbers are never seen. */
  public LoadScript lose(int results) {
    seq += results;
    return this;
  }

  /** An OK answer of {@code order} that completed then and took 20 ms. */
  public RequestResult result(long completedMillis) {
    return result("order", completedMillis, 20_000, Outcome.OK);
  }

  public RequestResult result(
      String step, long completedMillis, long responseMicros, Outcome outcome) {
    return new RequestResult(
        runId,
        shard,
        epoch,
        ++seq,
        "shop",
        step,
        at(completedMillis) - responseMicros,
        responseMicros / 4,
        responseMicros - responseMicros / 4,
        outcome,
        outcome == Outcome.OK ? 200 : 0,
        outcome == Outcome.OK ? "" : "connection-refused",
        100,
        1_000);
  }

  /** Progress with 1 arrival due each 10 ms, one of a hundred dropped. */
  public ShardProgress progress(long watermarkMillis) {
    return progress(watermarkMillis, false);
  }

  public ShardProgress finish(long watermarkMillis) {
    return progress(watermarkMillis, true);
  }

  private ShardProgress progress(long watermarkMillis, boolean finished) {
    long due = watermarkMillis / 10;
    return progress(watermarkMillis, finished, due, due / 100, finished ? 0 : 3);
  }

  public ShardProgress progress(
      long watermarkMillis, boolean finished, long due, long dropped, long inFlight) {
    long started = due - dropped;
    return new ShardProgress(
        runId,
        shard,
        shardCount,
        epoch,
        seq,
        at(watermarkMillis),
        finished,
        List.of(
            new ScenarioProgress(
                "shop",
                STEPS,
                dueBefore + due,
                started,
                Math.max(0, started - inFlight),
                dropped,
                inFlight,
                inFlight * 1_000)),
        new GeneratorHealth(watermarkMillis % 1000, 0.25, shard, 0.5));
  }
}
