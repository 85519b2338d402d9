package dev.faultline.aggregator.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a shard, or all of a run's shards, did from the beginning up to a window's end.
 *
 * @param missing results that the sequence numbers prove lost
 * @param late results that came after their window had closed
 */
public record Totals(Counts counts, long missing, long late) {

  public static final Totals ZERO = new Totals(Counts.ZERO, 0, 0);

  public Totals plus(Totals other) {
    return new Totals(counts.plus(other.counts), missing + other.missing, late + other.late);
  }

  void writeTo(DataOutput out) throws IOException {
    counts.writeTo(out);
    out.writeLong(missing);
    out.writeLong(late);
  }

  static Totals readFrom(DataInput in) throws IOException {
    return new Totals(Counts.readFrom(in), in.readLong(), in.readLong());
  }
}
