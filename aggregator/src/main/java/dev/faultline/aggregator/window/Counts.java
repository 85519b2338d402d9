package dev.faultline.aggregator.window;

import dev.faultline.core.result.ScenarioProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Cumulative counts of arrivals and iterations, as in {@link ScenarioProgress}. */
public record Counts(long due, long started, long completed, long dropped) {

  public static final Counts ZERO = new Counts(0, 0, 0, 0);

  static Counts of(ScenarioProgress progress) {
    return new Counts(progress.due(), progress.started(), progress.completed(), progress.dropped());
  }

  public Counts plus(Counts other) {
    return new Counts(
        due + other.due,
        started + other.started,
        completed + other.completed,
        dropped + other.dropped);
  }

  Counts minus(Counts other) {
    return new Counts(
        due - other.due,
        started - other.started,
        completed - other.completed,
        dropped - other.dropped);
  }

  /** The higher of the two in each respect. */
  Counts max(Counts other) {
    return new Counts(
        Math.max(due, other.due),
        Math.max(started, other.started),
        Math.max(completed, other.completed),
        Math.max(dropped, other.dropped));
  }

  /** The counts at the given share (0 to 1) of the way to the later ones, rounded. */
  Counts towards(Counts later, double share) {
    Counts way = later.minus(this);
    return plus(
        new Counts(
            Math.round(way.due * share),
            Math.round(way.started * share),
            Math.round(way.completed * share),
            Math.round(way.dropped * share)));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(due);
    out.writeLong(started);
    out.writeLong(completed);
    out.writeLong(dropped);
  }

  static Counts readFrom(DataInput in) throws IOException {
    return new Counts(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
