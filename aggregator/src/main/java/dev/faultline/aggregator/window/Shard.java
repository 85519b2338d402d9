package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.window.WindowTime.SIZE_MICROS;
import static dev.faultline.aggregator.window.WindowTime.boundaryAtOrAfter;
import static dev.faultline.aggregator.window.WindowTime.startOf;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.window.Series;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One shard's results, reduced where they are read: live accumulators for the windows that are
 * open, closed by the shard's own watermark. Memory is series × open windows, however long the run.
 *
 * <pre>
 *      closed        open                      a result goes to the window of its completion,
 *  ├──────┼──────╂──────┼──────┤               left of ╂ it is late;
 *            closedUntil   ▲ watermark          a progress moves ╂ to the boundary before its watermark
 * </pre>
 *
 * <p>A gap in the numbering counts as missing in the window and series of the result that revealed
 * it. If a progress reveals it, nobody knows the series: it counts in the window just before the
 * watermark, for the first series, so that the sum over the series stays right. Not thread-safe.
 */
public final class Shard {

  /**
   * After this, a shard's generator is taken for gone; a watermark that jumps further is taken for
   * a broken clock.
   */
  static final long MAX_SILENCE_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final long NEVER = Long.MIN_VALUE;

  private final ShardKey key;
  private final Sequence sequence;
  private final SortedMap<Long, Cells> open = new TreeMap<>();
  private final SortedMap<String, ScenarioLedger> scenarios = new TreeMap<>();
  private long earliestIntendedStart = Long.MAX_VALUE;
  private long watermark = NEVER;
  private long closedUntil = NEVER;
  private boolean ended;
  private long lastEvent = NEVER;
  private long missing;
  private long late;
  private GeneratorHealth health = GeneratorHealth.PERFECT;

  public Shard(ShardKey key) {
    this(key, new Sequence());
  }

  private Shard(ShardKey key, Sequence sequence) {
    this.key = key;
    this.sequence = sequence;
  }

  /** Whether nothing has happened in the hour before the time, microseconds since the epoch. */
  public boolean silentBefore(long micros) {
    return lastEvent < micros - MAX_SILENCE_MICROS;
  }

  /** Whether its generator has said that nothing will follow. */
  public boolean ended() {
    return ended;
  }

  /** Counts one result. */
  public Acceptance accept(RequestResult result) {
    if (ended) {
      return Acceptance.AFTER_END;
    }
    if (sequence.isStale(result.epoch())) {
      return Acceptance.STALE_EPOCH;
    }
    sequence.enter(result.epoch());
    if (sequence.seen(result.seq())) {
      return Acceptance.DUPLICATE;
    }
    long skipped = sequence.advanceTo(result.seq()) - 1;
    long completed = result.completedMicros();
    lastEvent = Math.max(lastEvent, completed);
    Series series = new Series(key.runId(), result.scenario(), result.step());
    if (skipped > 0) {
      addMissing(skipped, completed, series);
    }
    if (completed < closedUntil) {
      late++;
      return Acceptance.LATE;
    }
    if (closedUntil == NEVER) {
      earliestIntendedStart = Math.min(earliestIntendedStart, result.intendedStartMicros());
    }
    cellsAt(completed).of(series).add(result);
    return Acceptance.COUNTED;
  }

  /**
   * Closes what the progress allows.
   *
   * @param reports receives each window that this closed, in order, then the end if it was the end
   */
  public Acceptance accept(ShardProgress progress, Consumer<? super ShardReport.Reached> reports) {
    if (ended) {
      return Acceptance.AFTER_END;
    }
    if (sequence.isStale(progress.epoch())) {
      return Acceptance.STALE_EPOCH;
    }
    if (watermark != NEVER && progress.watermarkMicros() - watermark > MAX_SILENCE_MICROS) {
      return Acceptance.IMPLAUSIBLE;
    }
    boolean tookOver = sequence.enter(progress.epoch());
    begin(progress);
    long before = watermark;
    watermark = Math.max(watermark, progress.watermarkMicros());
    lastEvent = Math.max(lastEvent, watermark);
    update(progress, tookOver);
    long until = progress.finished() ? lastBoundary() : startOf(watermark);
    while (closedUntil < until) {
      reports.accept(closeNext(before, progress.shardCount()));
    }
    if (progress.finished()) {
      reports.accept(end(progress.shardCount()));
    }
    return Acceptance.COUNTED;
  }

  /**
   * The first progress decides where the shard's windows begin: with the first arrival it knows of.
   */
  private void begin(ShardProgress first) {
    if (closedUntil != NEVER) {
      return;
    }
    boolean anyDue = first.scenarios().stream().anyMatch(scenario -> scenario.due() > 0);
    long latestStart = anyDue ? first.watermarkMicros() - 1 : first.watermarkMicros();
    long start = Math.min(earliestIntendedStart, latestStart);
    closedUntil = startOf(Math.max(start, latestStart - MAX_SILENCE_MICROS));
    watermark = closedUntil;
    SortedMap<Long, Cells> tooEarly = open.headMap(closedUntil);
    tooEarly.values().forEach(cells -> late += cells.completed());
    tooEarly.clear();
  }

  private void update(ShardProgress progress, boolean tookOver) {
    scenarios.values().forEach(ScenarioLedger::advance);
    for (ScenarioProgress scenario : progress.scenarios()) {
      ledger(scenario.scenario()).update(scenario, tookOver);
    }
    GeneratorHealth its = progress.health();
    health =
        new GeneratorHealth(
            Math.max(health.maxSchedulingLagMicros(), its.maxSchedulingLagMicros()),
            Math.max(health.bufferFill(), its.bufferFill()),
            its.unreported());
    long unseen = sequence.advanceTo(progress.lastSeq());
    if (unseen > 0) {
      addMissing(unseen, watermark - 1, firstSeries());
    }
  }

  private Series firstSeries() {
    for (Map.Entry<String, ScenarioLedger> scenario : scenarios.entrySet()) {
      for (String step : scenario.getValue().steps()) {
        return new Series(key.runId(), scenario.getKey(), step);
      }
    }
    return null;
  }

  private void addMissing(long results, long atMicros, Series series) {
    missing += results;
    if (series != null) {
      cellsAt(Math.max(atMicros, closedUntil)).of(series).addMissing(results);
    }
  }

  private Cells cellsAt(long micros) {
    return open.computeIfAbsent(startOf(micros), start -> new Cells());
  }

  private ScenarioLedger ledger(String scenario) {
    return scenarios.computeIfAbsent(scenario, name -> new ScenarioLedger());
  }

  /** A result may have completed exactly at the last watermark: that opens one window more. */
  private long lastBoundary() {
    long boundary = boundaryAtOrAfter(watermark);
    return open.containsKey(boundary) ? boundary + SIZE_MICROS : boundary;
  }

  private ShardReport.Closed closeNext(long previousWatermark, int shardCount) {
    long start = closedUntil;
    closedUntil = start + SIZE_MICROS;
    long way = watermark - previousWatermark;
    double share = way == 0 ? 1 : Math.min(1, (double) (closedUntil - previousWatermark) / way);
    Cells cells = open.containsKey(start) ? open.remove(start) : new Cells();
    SortedMap<String, ScenarioCounts> counts = new TreeMap<>();
    Counts soFar = Counts.ZERO;
    for (Map.Entry<String, ScenarioLedger> entry : scenarios.entrySet()) {
      ScenarioLedger ledger = entry.getValue();
      counts.put(entry.getKey(), ledger.closeAt(share));
      soFar = soFar.plus(ledger.closed());
      ledger.steps().forEach(step -> cells.of(new Series(key.runId(), entry.getKey(), step)));
    }
    Totals totals = new Totals(soFar, missing, late);
    return new ShardReport.Closed(
        key, shardCount, start, totals, healthSinceLastReport(), cells, counts);
  }

  private ShardReport.Ended end(int shardCount) {
    open.values().forEach(cells -> late += cells.completed());
    open.clear();
    Counts soFar = Counts.ZERO;
    for (ScenarioLedger ledger : scenarios.values()) {
      soFar = soFar.plus(ledger.latest());
    }
    scenarios.clear();
    ended = true;
    Totals totals = new Totals(soFar, missing, late);
    return new ShardReport.Ended(key, shardCount, closedUntil, totals, healthSinceLastReport());
  }

  private GeneratorHealth healthSinceLastReport() {
    GeneratorHealth since = health;
    health = new GeneratorHealth(0, 0, since.unreported());
    return since;
  }

  /** Writes all of it, so that {@link #readFrom} goes on exactly here. */
  public void writeTo(DataOutput out) throws IOException {
    Wire.writeVersion(out);
    key.writeTo(out);
    sequence.writeTo(out);
    out.writeLong(earliestIntendedStart);
    out.writeLong(watermark);
    out.writeLong(closedUntil);
    out.writeBoolean(ended);
    out.writeLong(lastEvent);
    out.writeLong(missing);
    out.writeLong(late);
    Wire.writeHealth(out, health);
    out.writeInt(scenarios.size());
    for (Map.Entry<String, ScenarioLedger> scenario : scenarios.entrySet()) {
      out.writeUTF(scenario.getKey());
      scenario.getValue().writeTo(out);
    }
    out.writeInt(open.size());
    for (Map.Entry<Long, Cells> window : open.entrySet()) {
      out.writeLong(window.getKey());
      window.getValue().writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is of another version
   */
  public static Shard readFrom(DataInput in) throws IOException {
    Wire.readVersion(in);
    ShardKey key = ShardKey.readFrom(in);
    Shard read = new Shard(key, Sequence.readFrom(in));
    read.earliestIntendedStart = in.readLong();
    read.watermark = in.readLong();
    read.closedUntil = in.readLong();
    read.ended = in.readBoolean();
    read.lastEvent = in.readLong();
    read.missing = in.readLong();
    read.late = in.readLong();
    read.health = Wire.readHealth(in);
    for (int left = in.readInt(); left > 0; left--) {
      read.scenarios.put(in.readUTF(), ScenarioLedger.readFrom(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      read.open.put(in.readLong(), Cells.readFrom(in, key.runId()));
    }
    return read;
  }
}
