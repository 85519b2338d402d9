package dev.faultline.detector.topology;

import dev.faultline.core.run.RunId;
import dev.faultline.detector.analysis.Output;
import dev.faultline.detector.topology.Input.Source;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The runs of a partition that are not judged yet, each with its journal. Not thread-safe.
 *
 * <p>Memory: per run what {@link dev.faultline.detector.analysis.RunAnalysis} holds, whatever its
 * length; on disk its journal, a few kilobytes per series and second. Both go when the run is
 * judged, and for a run that never is (its generator or injector died for good, or its last records
 * came after its end) when the run of another day begins.
 */
final class Runs {

  private static final long SILENCE_MICROS = TimeUnit.HOURS.toMicros(24);
  private static final Logger LOG = System.getLogger(Runs.class.getName());

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<RunId, LiveRun> live = new HashMap<>();

  /** The runs as the store knows them. */
  Runs(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    for (RunId runId : RunJournal.runs(store)) {
      live.put(runId, LiveRun.from(new RunJournal(store, runId)));
    }
  }

  /** Whether anything was read of the run. */
  boolean knows(RunId runId) {
    return live.containsKey(runId);
  }

  /** All of them. */
  Map<RunId, LiveRun> all() {
    return Collections.unmodifiableMap(live);
  }

  Optional<LiveRun> find(RunId runId) {
    return Optional.ofNullable(live.get(runId));
  }

  /**
   * Writes the record to the run's journal and gives it to its analysis.
   *
   * @param forgotten hears of each other run that is given up
   */
  List<Output> accept(Source source, byte[] value, Input input, Consumer<RunId> forgotten) {
    RunId runId = input.runId();
    if (!knows(runId)) {
      giveUp(input.atMicros() - SILENCE_MICROS, forgotten);
      live.put(runId, new LiveRun());
    }
    LiveRun run = live.get(runId);
    new RunJournal(store, runId).append(run.records(), source, value);
    return run.accept(input);
  }

  void forget(RunId runId) {
    if (live.remove(runId) != null) {
      new RunJournal(store, runId).clear();
    }
  }

  private void giveUp(long beforeMicros, Consumer<RunId> forgotten) {
    List<RunId> silent =
        live.entrySet().stream()
            .filter(entry -> entry.getValue().newestMicros() < beforeMicros)
            .map(Map.Entry::getKey)
            .toList();
    for (RunId runId : silent) {
      if (live.get(runId).plan().isPresent()) {
        LOG.log(Level.WARNING, "run {0} is given up: nothing was heard of it for a day", runId);
      }
      forget(runId);
      forgotten.accept(runId);
    }
  }
}
