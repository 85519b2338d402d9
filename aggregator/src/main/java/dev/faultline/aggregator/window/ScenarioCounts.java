package dev.faultline.aggregator.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a scenario did in one window, beside its results.
 *
 * @param offered arrivals due in the window
 * @param dropped arrivals due in the window and not started
 * @param inFlight iterations running at its end
 * @param oldestInFlightAgeMicros age of the oldest of these, 0 when none
 */
public record ScenarioCounts(
    long offered, long dropped, long inFlight, long oldestInFlightAgeMicros) {

  public static final ScenarioCounts NONE = new ScenarioCounts(0, 0, 0, 0);

  /** Together with the same window on another shard. */
  public ScenarioCounts plus(ScenarioCounts other) {
    return new ScenarioCounts(
        offered + other.offered,
        dropped + other.dropped,
        inFlight + other.inFlight,
        Math.max(oldestInFlightAgeMicros, other.oldestInFlightAgeMicros));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(offered);
    out.writeLong(dropped);
    out.writeLong(inFlight);
    out.writeLong(oldestInFlightAgeMicros);
  }

  static ScenarioCounts readFrom(DataInput in) throws IOException {
    return new ScenarioCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
