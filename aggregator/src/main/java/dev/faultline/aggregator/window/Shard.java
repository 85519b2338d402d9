package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.window.WindowTime.SIZE_MICROS;
import static dev.faultline.aggregator.window.WindowTime.boundaryAtOrAfter;
import static dev.faultline.aggregator.window.WindowTime.startOf;

import dev.faultline.core.result.CompletedRequest;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.ShardProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
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

  /**
   * So many records later, a generator that is still there has been heard of, whatever its clock
   * says: it speaks four times a second, and no partition is read a million times as fast.
   */
  static final long MAX_SILENCE_RECORDS = 1_000_000;

  private static final long NEVER = Long.MIN_VALUE;

  private final ShardKey key;
  private final Sequence sequence;
  private final OpenWindows open;
  private final ScenarioLedgers scenarios;
  private long earliestIntendedStart = Long.MAX_VALUE;
  private long watermark = NEVER;
  private long closedUntil = NEVER;
  private boolean ended;
  private long lastEvent = NEVER;
  private long lastOffset;
  private long missing;
  private long late;
  private GeneratorHealth health = GeneratorHealth.PERFECT;

  public Shard(ShardKey key) {
    this(key, new Sequence(), new ScenarioLedgers(), new OpenWindows(key.runId()));
  }

  private Shard(ShardKey key, Sequence sequence, ScenarioLedgers scenarios, OpenWindows open) {
    this.key = key;
    this.sequence = sequence;
    this.scenarios = scenarios;
    this.open = open;
  }

  /** It was heard of at this offset of its partition. */
  public void heardAt(long offset) {
    lastOffset = offset;
  }

  /**
   * Whether its generator must be gone: neither has it been heard of in the {@value
   * #MAX_SILENCE_RECORDS} records before the offset, nor has anything happened in the hour before
   * the time. One of them would not do: clocks differ, and many records may be little time.
   *
   * @param micros microseconds since the epoch, by some other generator's clock
   */
  public boolean silentBefore(long offset, long micros) {
    return lastOffset < offset - MAX_SILENCE_RECORDS && lastEvent < micros - MAX_SILENCE_MICROS;
  }

  /** Whether its generator has said that nothing will follow. */
  public boolean ended() {
    return ended;
  }

  /** Counts one result. */
  public Acceptance accept(CompletedRequest result) {
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
    if (skipped > 0) {
      missing += skipped;
      cellsAt(completed).of(result.scenario(), result.step()).addMissing(skipped);
    }
    if (completed < closedUntil) {
      late++;
      return Acceptance.LATE;
    }
    if (closedUntil == NEVER) {
      earliestIntendedStart = Math.min(earliestIntendedStart, result.intendedStartMicros());
    }
    open.at(completed).of(result.scenario(), result.step()).add(result);
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
    sequence.enter(progress.epoch());
    begin(progress);
    long before = watermark;
    watermark = Math.max(watermark, progress.watermarkMicros());
    lastEvent = Math.max(lastEvent, watermark);
    update(progress);
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
    late += open.forgetBefore(closedUntil);
  }

  private void update(ShardProgress progress) {
    scenarios.update(progress);
    health = health.then(progress.health());
    long unseen = sequence.advanceTo(progress.lastSeq());
    if (unseen > 0) {
      missing += unseen;
      scenarios
          .firstSeries(key.runId())
          .ifPresent(series -> cellsAt(watermark - 1).of(series).addMissing(unseen));
    }
  }

  /** The window at the time, or the first open one when that window has closed. */
  private Cells cellsAt(long micros) {
    return open.at(Math.max(micros, closedUntil));
  }

  /** A result may have completed exactly at the last watermark: that opens one window more. */
  private long lastBoundary() {
    long boundary = boundaryAtOrAfter(watermark);
    return open.contains(boundary) ? boundary + SIZE_MICROS : boundary;
  }

  private ShardReport.Closed closeNext(long previousWatermark, int shardCount) {
    long start = closedUntil;
    closedUntil = start + SIZE_MICROS;
    long way = watermark - previousWatermark;
    double share = way == 0 ? 1 : Math.min(1, (double) (closedUntil - previousWatermark) / way);
    Cells cells = open.close(start);
    SortedMap<String, ScenarioCounts> counts = scenarios.closeAt(share);
    scenarios.addStepsTo(cells);
    Totals totals = new Totals(scenarios.closed(), missing, late);
    return new ShardReport.Closed(
        key, shardCount, start, totals, healthSinceLastReport(), cells, counts);
  }

  private ShardReport.Ended end(int shardCount) {
    late += open.forgetAll();
    Totals totals = new Totals(scenarios.latest(), missing, late);
    scenarios.clear();
    ended = true;
    return new ShardReport.Ended(key, shardCount, closedUntil, totals, healthSinceLastReport());
  }

  private GeneratorHealth healthSinceLastReport() {
    GeneratorHealth since = health;
    health = since.anew();
    return since;
  }

  /** Writes all of it, so that {@link #readFrom} goes on exactly here. */
  public void writeTo(DataOutput out) throws IOException {
    Wire.writeVersion(out);
    key.writeTo(out);
    sequence.writeTo(out);
    scenarios.writeTo(out);
    open.writeTo(out);
    out.writeLong(earliestIntendedStart);
    out.writeLong(watermark);
    out.writeLong(closedUntil);
    out.writeBoolean(ended);
    out.writeLong(lastEvent);
    out.writeLong(lastOffset);
    out.writeLong(missing);
    out.writeLong(late);
    Wire.writeHealth(out, health);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is of another version
   */
  public static Shard readFrom(DataInput in) throws IOException {
    Wire.readVersion(in);
    ShardKey key = ShardKey.readFrom(in);
    Shard read =
        new Shard(
            key,
            Sequence.readFrom(in),
            ScenarioLedgers.readFrom(in),
            OpenWindows.readFrom(in, key.runId()));
    read.earliestIntendedStart = in.readLong();
    read.watermark = in.readLong();
    read.closedUntil = in.readLong();
    read.ended = in.readBoolean();
    read.lastEvent = in.readLong();
    read.lastOffset = in.readLong();
    read.missing = in.readLong();
    read.late = in.readLong();
    read.health = Wire.readHealth(in);
    return read;
  }
}
