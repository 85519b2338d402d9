package dev.faultline.aggregator.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far a shard's gap-free numbering has been seen. A higher epoch (a generator that took the
 * shard over) starts again at 1.
 */
final class Sequence {

  private int epoch;
  private long last;

  /** Whether the epoch is one that another generator has already taken over from. */
  boolean isStale(int itsEpoch) {
    return itsEpoch < epoch;
  }

  /** Goes on to the epoch if it is a higher one. */
  void enter(int itsEpoch) {
    if (itsEpoch > epoch) {
      epoch = itsEpoch;
      last = 0;
    }
  }

  /** Whether the number has been seen, or counted as skipped. */
  boolean seen(long seq) {
    return seq <= last;
  }

  /** Goes on to {@code seq}, if that is ahead; returns how many numbers up to it were not seen. */
  long advanceTo(long seq) {
    long unseen = Math.max(0, seq - last);
    last += unseen;
    return unseen;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeLong(last);
  }

  static Sequence readFrom(DataInput in) throws IOException {
    Sequence read = new Sequence();
    read.epoch = in.readInt();
    read.last = in.readLong();
    return read;
  }
}
