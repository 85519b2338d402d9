package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RunMerge;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Second stage: merges the shards of each run into its windows. */
final class MergeRuns implements Processor<String, ShardReport, String, WindowRecord> {

  static final String STORE = "runs";

  private final TopologyListener listener;
  private final Set<RunId> told = new HashSet<>();
  private ProcessorContext<String, WindowRecord> context;
  private LiveStore<RunId, RunMerge> runs;
  private KeyValueStore<Bytes, byte[]> pending;

  MergeRuns(TopologyListener listener) {
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, WindowRecord> itsContext) {
    context = itsContext;
    runs = context.getStateStore(STORE);
    pending = context.getStateStore(PendingStore.NAME);
  }

  /** Another instance may go on with these runs. */
  @Override
  public void close() {
    told.forEach(listener::left);
    told.clear();
  }

  @Override
  public void process(Record<String, ShardReport> record) {
    RunId runId = record.value().runId();
    PendingStore itsWindows = new PendingStore(pending, runId);
    switch (record.value()) {
      case ShardReport.Abandoned _ -> {
        runs.remove(runId);
        itsWindows.clear();
        told.remove(runId);
        listener.left(runId);
      }
      case ShardReport.Reached reached -> {
        told.add(runId);
        RunMerge run = runs.change(runId, RunMerge::new);
        run.accept(reached, itsWindows, this::emit);
        if (run.finished()) {
          runs.remove(runId);
          told.remove(runId);
        }
      }
    }
  }

  private void emit(WindowRecord emitted) {
    Record<String, WindowRecord> record =
        switch (emitted) {
          case WindowStats window ->
              new Record<>(window.series().toString(), window, millis(window.endMicros()));
          case RunProgress progress ->
              new Record<>(
                  progress.runId().toString(), progress, millis(progress.watermarkMicros()));
        };
    context.forward(record);
    listener.emitted(emitted);
  }

  private static long millis(long micros) {
    return Math.floorDiv(micros, 1000L);
  }
}
