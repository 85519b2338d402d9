package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.window.WindowTime.SIZE_MICROS;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Merges the windows of a run's shards. The window at {@code t} is emitted when every shard has
 * reported up to its end: its series in order, then the run's progress. What is emitted depends on
 * what each shard reported, never on how their reports interleave.
 *
 * <p>Time never skips: a second for which no shard has anything is emitted empty. Not thread-safe.
 */
public final class RunMerge {

  private static final long UNDECIDED = Long.MIN_VALUE;

  private final RunId runId;
  private final SortedSet<Series> series = new TreeSet<>();
  private final NavigableMap<Integer, ShardMark> shards = new TreeMap<>();
  private int shardCount = 1;
  private long next = UNDECIDED;

  public RunMerge(RunId runId) {
    this.runId = runId;
  }

  /**
   * Takes a shard's next report.
   *
   * @param emitted receives what it completed, in order
   */
  public void accept(
      ShardReport.Reached report, PendingWindows pending, Consumer<? super WindowRecord> emitted) {
    ShardMark mark = shards.computeIfAbsent(report.key().shard(), shard -> new ShardMark());
    mark.advance(report);
    shardCount = Math.max(shardCount, report.shardCount());
    if (report instanceof ShardReport.Closed window) {
      pending.put(window);
    }
    if (shards.size() < shardCount) {
      return;
    }
    if (next == UNDECIDED) {
      next = shards.values().stream().mapToLong(ShardMark::startMicros).min().orElseThrow();
    }
    long until = reportedByAll();
    while (next < until) {
      next += SIZE_MICROS;
      emit(pending.take(next - SIZE_MICROS), emitted);
    }
    if (finished()) {
      shards.values().forEach(ShardMark::reachEnd);
      emitted.accept(progress(true, takeHealth()));
    }
  }

  /**
   * End of the last second that was emitted, or is being emitted, microseconds since the epoch; not
   * defined before the first one.
   */
  public long reachedMicros() {
    return next;
  }

  /** Whether every shard has ended; then all has been emitted and no state is needed. */
  public boolean finished() {
    return shards.size() == shardCount && shards.values().stream().allMatch(ShardMark::ended);
  }

  private long reportedByAll() {
    Collection<ShardMark> marks = shards.values();
    long ends = marks.stream().mapToLong(ShardMark::reportedUntil).max().orElseThrow();
    return marks.stream()
        .filter(mark -> !mark.ended())
        .mapToLong(ShardMark::reportedUntil)
        .min()
        .orElse(ends);
  }

  private void emit(List<ShardReport.Closed> windows, Consumer<? super WindowRecord> emitted) {
    Cells cells = windows.isEmpty() ? new Cells(runId) : windows.getFirst().cells();
    SortedMap<String, ScenarioCounts> scenarios = new TreeMap<>();
    for (ShardReport.Closed window : windows) {
      if (window.cells() != cells) {
        cells.add(window.cells());
      }
      window
          .scenarios()
          .forEach((name, counts) -> scenarios.merge(name, counts, ScenarioCounts::plus));
      shards.get(window.key().shard()).reach(window);
    }
    series.addAll(cells.bySeries().keySet());
    GeneratorHealth health = takeHealth();
    for (Series each : series) {
      ScenarioCounts counts = scenarios.getOrDefault(each.scenario(), ScenarioCounts.NONE);
      emitted.accept(stats(each, cells.of(each), counts, health));
    }
    emitted.accept(progress(false, health));
  }

  private WindowStats stats(
      Series of, Accumulator cell, ScenarioCounts scenario, GeneratorHealth health) {
    return new WindowStats(
        of,
        next - SIZE_MICROS,
        SIZE_MICROS,
        cell.outcomes(),
        cell.statuses(),
        cell.responseTime(),
        cell.serviceTime(),
        cell.bytesSent(),
        cell.bytesReceived(),
        scenario.offered(),
        scenario.dropped(),
        scenario.inFlight(),
        scenario.oldestInFlightAgeMicros(),
        cell.missing(),
        health);
  }

  private GeneratorHealth takeHealth() {
    GeneratorHealth health = GeneratorHealth.PERFECT;
    for (ShardMark mark : shards.values()) {
      health = health.worst(mark.takeHealth());
    }
    return health;
  }

  private RunProgress progress(boolean finished, GeneratorHealth health) {
    Totals totals = Totals.ZERO;
    for (ShardMark mark : shards.values()) {
      totals = totals.plus(mark.totals());
    }
    Counts counts = totals.counts();
    return new RunProgress(
        runId,
        next,
        finished,
        counts.due(),
        counts.started(),
        counts.completed(),
        counts.dropped(),
        totals.missing(),
        totals.late(),
        health);
  }

  /** Writes all of it but the pending windows, so that {@link #readFrom} goes on exactly here. */
  public void writeTo(DataOutput out) throws IOException {
    Wire.writeVersion(out);
    Wire.writeRunId(out, runId);
    out.writeInt(shardCount);
    out.writeLong(next);
    out.writeInt(series.size());
    for (Series each : series) {
      out.writeUTF(each.scenario());
      out.writeUTF(each.step());
    }
    out.writeInt(shards.size());
    for (Map.Entry<Integer, ShardMark> shard : shards.entrySet()) {
      out.writeInt(shard.getKey());
      shard.getValue().writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is of another version
   */
  public static RunMerge readFrom(DataInput in) throws IOException {
    Wire.readVersion(in);
    RunMerge read = new RunMerge(Wire.readRunId(in));
    read.shardCount = in.readInt();
    read.next = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      read.series.add(new Series(read.runId, in.readUTF(), in.readUTF()));
    }
    for (int left = in.readInt(); left > 0; left--) {
      read.shards.put(in.readInt(), ShardMark.readFrom(in));
    }
    return read;
  }
}
