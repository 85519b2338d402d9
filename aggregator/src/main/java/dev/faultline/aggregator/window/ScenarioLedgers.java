package dev.faultline.aggregator.window;

import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The ledgers of all scenarios of a shard. Not thread-safe. */
final class ScenarioLedgers {

  private final SortedMap<String, ScenarioLedger> byName = new TreeMap<>();

  /** Of the last progress: results of a new generator may come before its first one. */
  private int epoch;

  /** Takes the counts of a new progress, which is of no lower epoch than the one before. */
  void update(ShardProgress progress) {
    boolean tookOver = progress.epoch() > epoch;
    epoch = progress.epoch();
    byName.values().forEach(ScenarioLedger::advance);
    for (ScenarioProgress scenario : progress.scenarios()) {
      byName
          .computeIfAbsent(scenario.scenario(), unseen -> new ScenarioLedger())
          .update(scenario, tookOver);
    }
  }

  /** Closes the window whose end lies at {@code share} of the way between the last two records. */
  SortedMap<String, ScenarioCounts> closeAt(double share) {
    SortedMap<String, ScenarioCounts> counts = new TreeMap<>();
    byName.forEach((name, ledger) -> counts.put(name, ledger.closeAt(share)));
    return counts;
  }

  /** Makes sure that every known step has a cell. */
  void addStepsTo(Cells cells) {
    byName.forEach((name, ledger) -> ledger.steps().forEach(step -> cells.of(name, step)));
  }

  /** The first step of the first scenario, if any is known. */
  Optional<Series> firstSeries(RunId runId) {
    return byName.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().steps().stream()
                    .map(step -> new Series(runId, entry.getKey(), step)))
        .findFirst();
  }

  /** Everything up to the end of the last closed window. */
  Counts closed() {
    return sum(ScenarioLedger::closed);
  }

  /** Everything up to the last progress. */
  Counts latest() {
    return sum(ScenarioLedger::latest);
  }

  private Counts sum(Function<ScenarioLedger, Counts> counts) {
    return byName.values().stream().map(counts).reduce(Counts.ZERO, Counts::plus);
  }

  void clear() {
    byName.clear();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeInt(byName.size());
    for (Map.Entry<String, ScenarioLedger> scenario : byName.entrySet()) {
      out.writeUTF(scenario.getKey());
      scenario.getValue().writeTo(out);
    }
  }

  static ScenarioLedgers readFrom(DataInput in) throws IOException {
    ScenarioLedgers read = new ScenarioLedgers();
    read.epoch = in.readInt();
    for (int left = in.readInt(); left > 0; left--) {
      read.byName.put(in.readUTF(), ScenarioLedger.readFrom(in));
    }
    return read;
  }
}
