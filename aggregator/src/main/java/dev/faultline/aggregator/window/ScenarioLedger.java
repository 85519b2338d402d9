package dev.faultline.aggregator.window;

import dev.faultline.core.result.ScenarioProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cumulative counts of one scenario on one shard, read off at window boundaries.
 *
 * <p>A progress record normally stands exactly on the boundary, and the counts there are its
 * counts. Where records are missing, the counts at a boundary {@code b} between two of them lie on
 * the straight line between the two:
 *
 * <pre>
 * counts(b) = counts(p₀) + round((counts(p₁) − counts(p₀)) · (b − p₀) / (p₁ − p₀))
 * </pre>
 */
final class ScenarioLedger {

  private List<String> steps = List.of();
  private Counts before = Counts.ZERO;
  private Counts previous = Counts.ZERO;
  private Counts latest = Counts.ZERO;
  private Counts closed = Counts.ZERO;
  private long inFlight;
  private long oldestInFlightAgeMicros;

  /** The shard has come further, whether or not the new progress speaks of this scenario. */
  void advance() {
    previous = latest;
    inFlight = 0;
    oldestInFlightAgeMicros = 0;
  }

  /**
   * Takes the scenario's part of the new progress. Counts never go back.
   *
   * @param tookOver whether another generator wrote it than the one before. Its counts come on top
   *     of those of its predecessor, but for what was due before it began: that holds what the
   *     predecessor counted as due, and besides what nobody started in between
   */
  void update(ScenarioProgress progress, boolean tookOver) {
    Counts counts = Counts.of(progress);
    if (tookOver) {
      before = latest.minus(new Counts(Math.min(latest.due(), progress.dueBefore()), 0, 0, 0));
    }
    latest = latest.max(before.plus(counts));
    steps = progress.steps();
    inFlight = progress.inFlight();
    oldestInFlightAgeMicros = progress.oldestInFlightAgeMicros();
  }

  /** Closes the window whose end lies at {@code share} of the way between the last two records. */
  ScenarioCounts closeAt(double share) {
    Counts end = share >= 1 ? latest : previous.towards(latest, share);
    Counts inWindow = end.minus(closed);
    closed = end;
    return new ScenarioCounts(
        inWindow.due(), inWindow.dropped(), inFlight, oldestInFlightAgeMicros);
  }

  /** Everything up to the end of the last closed window. */
  Counts closed() {
    return closed;
  }

  /** Everything up to the last progress. */
  Counts latest() {
    return latest;
  }

  List<String> steps() {
    return steps;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(steps.size());
    for (String step : steps) {
      out.writeUTF(step);
    }
    before.writeTo(out);
    previous.writeTo(out);
    latest.writeTo(out);
    closed.writeTo(out);
    out.writeLong(inFlight);
    out.writeLong(oldestInFlightAgeMicros);
  }

  static ScenarioLedger readFrom(DataInput in) throws IOException {
    ScenarioLedger read = new ScenarioLedger();
    List<String> steps = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      steps.add(in.readUTF());
    }
    read.steps = List.copyOf(steps);
    read.before = Counts.readFrom(in);
    read.previous = Counts.readFrom(in);
    read.latest = Counts.readFrom(in);
    read.closed = Counts.readFrom(in);
    read.inFlight = in.readLong();
    read.oldestInFlightAgeMicros = in.readLong();
    return read;
  }
}
