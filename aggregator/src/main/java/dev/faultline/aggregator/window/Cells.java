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

  private final RunId runId;

  /** By scenario and step apart, because no key has to be made to find one. */
  private final Map<String, Map<String, Accumulator>> byScenario = new HashMap<>();

  /** Holds nothing yet. */
  public Cells(RunId runId) {
    this.runId = runId;
  }

  /** The series' accumulator; a series not seen before gets an empty one. */
  public Accumulator of(Series series) {
    return of(series.scenario(), series.step());
  }

  /** The accumulator of the scenario's step; a step not seen before gets an empty one. */
  Accumulator of(String scenario, String step) {
    Map<String, Accumulator> steps = byScenario.get(scenario);
    Accumulator known = steps == null ? null : steps.get(step);
    return known == null ? added(scenario, step, new Accumulator()) : known;
  }

  private Accumulator added(String scenario, String step, Accumulator accumulator) {
    byScenario.computeIfAbsent(scenario, unseen -> new HashMap<>()).put(step, accumulator);
    return accumulator;
  }

  /** Adds all that the other one holds. */
  public void add(Cells other) {
    other.bySeries().forEach((series, accumulator) -> of(series).add(accumulator));
  }

  /** How many results it holds. */
  public long completed() {
    return bySeries().values().stream().mapToLong(Accumulator::completed).sum();
  }

  /** In the order of the series. */
  public SortedMap<Series, Accumulator> bySeries() {
    SortedMap<Series, Accumulator> bySeries = new TreeMap<>();
    byScenario.forEach(
        (scenario, steps) ->
            steps.forEach(
                (step, accumulator) ->
                    bySeries.put(new Series(runId, scenario, step), accumulator)));
    return bySeries;
  }

  void writeTo(DataOutput out) throws IOException {
    SortedMap<Series, Accumulator> bySeries = bySeries();
    out.writeInt(bySeries.size());
    for (Map.Entry<Series, Accumulator> cell : bySeries.entrySet()) {
      out.writeUTF(cell.getKey().scenario());
      out.writeUTF(cell.getKey().step());
      cell.getValue().writeTo(out);
    }
  }

  static Cells readFrom(DataInput in, RunId runId) throws IOException {
    Cells cells = new Cells(runId);
    for (int left = in.readInt(); left > 0; left--) {
      cells.added(in.readUTF(), in.readUTF(), Accumulator.readFrom(in));
    }
    return cells;
  }
}
