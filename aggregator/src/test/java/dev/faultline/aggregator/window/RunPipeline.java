package dev.faultline.aggregator.window;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Both stages of one run, one directly behind the other. */
final class RunPipeline {

  private final Map<ShardKey, Shard> shards = new HashMap<>();
  private final PendingInMemory pending = new PendingInMemory();
  private final List<WindowRecord> emitted = new ArrayList<>();
  private final RunMerge run;

  RunPipeline(RunId runId) {
    run = new RunMerge(runId);
  }

  void give(ResultRecord record) {
    Shard shard = shards.computeIfAbsent(ShardKey.of(record), Shard::new);
    switch (record) {
      case RequestResult result -> shard.accept(result);
      case ShardProgress progress ->
          shard.accept(progress, report -> run.accept(report, pending, emitted::add));
    }
  }

  RunPipeline giveAll(Iterable<? extends ResultRecord> records) {
    records.forEach(this::give);
    return this;
  }

  List<WindowRecord> emitted() {
    return emitted;
  }

  List<WindowStats> windows(String step) {
    return windows(window -> window.series().step().equals(step));
  }

  List<WindowStats> windows(Predicate<WindowStats> condition) {
    return emitted.stream()
        .filter(WindowStats.class::isInstance)
        .map(WindowStats.class::cast)
        .filter(condition)
        .toList();
  }

  List<RunProgress> progress() {
    return emitted.stream()
        .filter(RunProgress.class::isInstance)
        .map(RunProgress.class::cast)
        .toList();
  }

  boolean finished() {
    return run.finished() && pending.isEmpty();
  }
}
