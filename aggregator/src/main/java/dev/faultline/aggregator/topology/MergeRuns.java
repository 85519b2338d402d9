package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RollUps;
import dev.faultline.aggregator.window.RunMerge;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Second stage: merges the shards of each run into its windows, and rolls these up. */
final class MergeRuns implements Processor<String, byte[], String, byte[]> {

  static final String STORE = "runs";

  private final TopologyListener listener;
  private final Set<RunId> told = new HashSet<>();
  private ProcessorContext<String, byte[]> context;
  private LiveStore<RunId, RunMerge> runs;
  private TransitStore<ShardReport.Closed> pending;
  private TransitStore<WindowStats> parts;

  MergeRuns(TopologyListener listener) {
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> itsContext) {
    context = itsContext;
    runs = context.getStateStore(STORE);
    pending = context.getStateStore(PendingStore.NAME);
    parts = context.getStateStore(PartStore.NAME);
  }

  /** Another instance may go on with these runs. */
  @Override
  public void close() {
    told.forEach(listener::left);
    told.clear();
  }

  @Override
  public void process(Record<String, byte[]> record) {
    ShardReport report = Formats.SHARD_REPORT.decode(record.value());
    RunId runId = report.runId();
    RunEntries<ShardReport.Closed> itsPending = new RunEntries<>(pending, runId);
    RunEntries<WindowStats> itsParts = new RunEntries<>(parts, runId);
    switch (report) {
      case ShardReport.Abandoned _ -> {
        runs.remove(runId);
        itsPending.clear();
        itsParts.clear();
        told.remove(runId);
        listener.left(runId);
      }
      case ShardReport.Reached reached -> {
        told.add(runId);
        RunMerge run = runs.change(runId, RunMerge::new);
        RunOutput output = new RunOutput(run, new PartStore(itsParts), context, listener);
        run.accept(reached, new PendingStore(itsPending, record.value()), new RollUps(output));
        if (run.finished()) {
          runs.remove(runId);
          told.remove(runId);
        }
      }
    }
  }
}
