package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RollUp;
import dev.faultline.aggregator.window.RunMerge;
import dev.faultline.aggregator.window.WindowOutput;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what is emitted about a run to the topic. A window is encoded once, for the topic and for
 * {@code parts}. Every record has the time that the run had reached: that is its own end, except
 * for the last roll-ups of a run, which end early.
 */
record RunOutput(
    RunMerge run,
    PartStore parts,
    ProcessorContext<String, byte[]> context,
    TopologyListener listener)
    implements WindowOutput {

  @Override
  public void emit(WindowRecord record) {
    byte[] encoded = Topics.WINDOWS.codec().encode(record);
    if (record instanceof WindowStats window && RollUp.needs(window)) {
      parts.put(window, encoded);
    }
    long reachedMillis = Math.floorDiv(run.reachedMicros(), 1000L);
    context.forward(new Record<>(key(record), encoded, reachedMillis));
    if (record instanceof RunProgress) {
      PromptCommit.request(context, reachedMillis);
    }
    listener.emitted(record);
  }

  @Override
  public Iterable<WindowStats> take(RollUp rollUp) {
    return parts.take(rollUp);
  }

  private static String key(WindowRecord record) {
    return switch (record) {
      case WindowStats window -> window.series().toString();
      case RunProgress progress -> progress.runId().toString();
    };
  }
}
