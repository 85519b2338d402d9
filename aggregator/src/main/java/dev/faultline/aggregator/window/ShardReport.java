package dev.faultline.aggregator.window;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the first stage tells the second about one shard, in order: each of its windows once, then
 * how it ended.
 */
public sealed interface ShardReport {

  ShardKey key();

  default RunId runId() {
    return key().runId();
  }

  /** The shard has come further. */
  sealed interface Reached extends ShardReport {

    /** How many shards the run has. */
    int shardCount();

    /** Everything up to this time has been reported, microseconds since the epoch. */
    long endMicros();

    /** The shard's counts up to then. */
    Totals totals();

    /** The generator's worst health since the report before. */
    GeneratorHealth health();
  }

  /**
   * One closed window.
   *
   * @param startMicros begin of the window
   * @param cells every series of the shard, the silent ones too; belongs to the receiver
   * @param scenarios every scenario of the shard
   */
  record Closed(
      ShardKey key,
      int shardCount,
      long startMicros,
      Totals totals,
      GeneratorHealth health,
      Cells cells,
      SortedMap<String, ScenarioCounts> scenarios)
      implements Reached {

    @Override
    public long endMicros() {
      return startMicros + WindowTime.SIZE_MICROS;
    }
  }

  /**
   * The shard has finished; nothing follows.
   *
   * @param endMicros end of its last window
   */
  record Ended(ShardKey key, int shardCount, long endMicros, Totals totals, GeneratorHealth health)
      implements Reached {}

  /** The shard has been silent for so long that its generator must be gone; nothing follows. */
  record Abandoned(ShardKey key) implements ShardReport {}

  /** Writes it so that {@link #read} can read it; equal reports give equal bytes. */
  static void write(DataOutput out, ShardReport report) throws IOException {
    Wire.writeVersion(out);
    switch (report) {
      case Abandoned abandoned -> {
        out.writeByte('a');
        abandoned.key().writeTo(out);
      }
      case Ended ended -> {
        out.writeByte('e');
        writeReached(out, ended, ended.endMicros());
      }
      case Closed closed -> {
        out.writeByte('c');
        writeReached(out, closed, closed.startMicros());
        closed.cells().writeTo(out);
        out.writeInt(closed.scenarios().size());
        for (Map.Entry<String, ScenarioCounts> scenario : closed.scenarios().entrySet()) {
          out.writeUTF(scenario.getKey());
          scenario.getValue().writeTo(out);
        }
      }
    }
  }

  private static void writeReached(DataOutput out, Reached reached, long micros)
      throws IOException {
    reached.key().writeTo(out);
    out.writeInt(reached.shardCount());
    out.writeLong(micros);
    reached.totals().writeTo(out);
    Wire.writeHealth(out, reached.health());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is of another version
   */
  static ShardReport read(DataInput in) throws IOException {
    Wire.readVersion(in);
    byte kind = in.readByte();
    ShardKey key = ShardKey.readFrom(in);
    if (kind == 'a') {
      return new Abandoned(key);
    }
    int shardCount = in.readInt();
    long micros = in.readLong();
    Totals totals = Totals.readFrom(in);
    GeneratorHealth health = Wire.readHealth(in);
    if (kind == 'e') {
      return new Ended(key, shardCount, micros, totals, health);
    }
    Cells cells = Cells.readFrom(in, key.runId());
    SortedMap<String, ScenarioCounts> scenarios = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      scenarios.put(in.readUTF(), ScenarioCounts.readFrom(in));
    }
    return new Closed(key, shardCount, micros, totals, health, cells, scenarios);
  }
}
