package dev.faultline.aggregator.window;

import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One window's accumulators, one per series of a run. Not thread-safe. */
public final class Cells {

  private final Map<Series, Accumulator> bySeries = new HashMap<>();

  /** The series' accumulator; a series not seen before gets an empty one. */
  public Accumulator of(Series series) {
    return bySeries.computeIfAbsent(series, unseen -> new Accumulator());
  }

  /** Adds all that the other one holds. */
  public void add(Cells other) {
    other.bySeries.forEach((series, accumulator) -> of(series).add(accumulator));
  }

  /** How many results it holds. */
  public long completed() {
    return bySeries.values().stream().mapToLong(Accumulator::completed).sum();
  }

  /** In the order of the series. */
  public SortedMap<Series, Accumulator> bySeries() {
    return new TreeMap<>(bySeries);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(bySeries.size());
    for (Map.Entry<Series, Accumulator> cell : bySeries().entrySet()) {
      out.writeUTF(cell.getKey().scenario());
      out.writeUTF(cell.getKey().step());
      cell.getValue().writeTo(out);
    }
  }

  static Cells readFrom(DataInput in, RunId runId) throws IOException {
    Cells cells = new Cells();
    for (int left = in.readInt(); left > 0; left--) {
      Series series = new Series(runId, in.readUTF(), in.readUTF());
      cells.bySeries.put(series, Accumulator.readFrom(in));
    }
    return cells;
  }
}
