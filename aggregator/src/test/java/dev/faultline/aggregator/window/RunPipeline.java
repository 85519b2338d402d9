package dev.faultline.aggregator.window;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Both stages of one run, one directly behind the other. */
final class RunPipeline {

  private final Map<ShardKey, Shard> shards = new HashMap<>();
  private final PendingInMemory pending = new PendingInMemory();
  private final OutputInMemory output = new OutputInMemory();
  private final Consumer<WindowRecord> merged;
  private RunMerge run;

  private RunPipeline(RunId runId, boolean rollUp) {
    run = new RunMerge(runId);
    merged = rollUp ? new RollUps(output) : output.emitted()::add;
  }

  /** Without roll-ups. */
  RunPipeline(RunId runId) {
    this(runId, false);
  }

  static RunPipeline rollingUp(RunId runId) {
    return new RunPipeline(runId, true);
  }

  void give(ResultRecord record) {
    Shard shard = shards.computeIfAbsent(ShardKey.of(record), Shard::new);
    switch (record) {
      case RequestResult result -> shard.accept(result);
      case ShardProgress progress ->
          shard.accept(progress, report -> run.accept(report, pending, merged));
    }
  }

  RunPipeline giveAll(Iterable<? extends ResultRecord> records) {
    records.forEach(this::give);
    return this;
  }

  /** Writes all live state down and goes on with what is read back. */
  void restart() {
    shards.replaceAll((key, shard) -> rewritten(shard::writeTo, Shard::readFrom));
    run = rewritten(run::writeTo, RunMerge::readFrom);
  }

  private static <T> T rewritten(Write write, Read<T> read) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write.to(new DataOutputStream(bytes));
      return read.from(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Write {
    void to(DataOutput out) throws IOException;
  }

  private interface Read<T> {
    T from(DataInput in) throws IOException;
  }

  List<WindowRecord> emitted() {
    return output.emitted();
  }

  List<WindowStats> windows(String step) {
    return windows(window -> window.series().step().equals(step));
  }

  List<WindowStats> windows(Predicate<WindowStats> condition) {
    return emitted().stream()
        .filter(WindowStats.class::isInstance)
        .map(WindowStats.class::cast)
        .filter(condition)
        .toList();
  }

  List<RunProgress> progress() {
    return emitted().stream()
        .filter(RunProgress.class::isInstance)
        .map(RunProgress.class::cast)
        .toList();
  }

  boolean finished() {
    return run.finished() && pending.isEmpty() && output.keepsNothing();
  }
}
