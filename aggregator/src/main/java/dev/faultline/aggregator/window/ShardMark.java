package dev.faultline.aggregator.window;

import dev.faultline.core.result.GeneratorHealth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far one shard has reported, and, which may be less far, what it had done at the end of the
 * last window that was emitted.
 */
final class ShardMark {

  private static final long NONE = Long.MAX_VALUE;

  private long startMicros = NONE;
  private long reportedUntil;
  private boolean ended;
  private Totals totals = Totals.ZERO;
  private GeneratorHealth health = GeneratorHealth.PERFECT;
  private Totals endTotals = Totals.ZERO;
  private GeneratorHealth endHealth = GeneratorHealth.PERFECT;

  /** The shard has reported further. */
  void advance(ShardReport.Reached report) {
    reportedUntil = report.endMicros();
    switch (report) {
      case ShardReport.Closed window -> startMicros = Math.min(startMicros, window.startMicros());
      case ShardReport.Ended end -> {
        startMicros = Math.min(startMicros, end.endMicros());
        ended = true;
        endTotals = end.totals();
        endHealth = end.health();
      }
    }
  }

  /** The shard's window is being emitted. */
  void reach(ShardReport.Closed window) {
    totals = window.totals();
    health = window.health();
  }

  /** The run's end is being emitted. */
  void reachEnd() {
    totals = endTotals;
    health = endHealth;
  }

  /** Begin of the shard's first window; its end when it never had one. */
  long startMicros() {
    return startMicros;
  }

  long reportedUntil() {
    return reportedUntil;
  }

  boolean ended() {
    return ended;
  }

  Totals totals() {
    return totals;
  }

  /** The health since it was last taken; what is cumulative in it stays. */
  GeneratorHealth takeHealth() {
    GeneratorHealth taken = health;
    health = taken.anew();
    return taken;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(startMicros);
    out.writeLong(reportedUntil);
    out.writeBoolean(ended);
    totals.writeTo(out);
    Wire.writeHealth(out, health);
    endTotals.writeTo(out);
    Wire.writeHealth(out, endHealth);
  }

  static ShardMark readFrom(DataInput in) throws IOException {
    ShardMark read = new ShardMark();
    read.startMicros = in.readLong();
    read.reportedUntil = in.readLong();
    read.ended = in.readBoolean();
    read.totals = Totals.readFrom(in);
    read.health = Wire.readHealth(in);
    read.endTotals = Totals.readFrom(in);
    read.endHealth = Wire.readHealth(in);
    return read;
  }
}
