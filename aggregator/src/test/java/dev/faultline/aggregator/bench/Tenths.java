package dev.faultline.aggregator.bench;

import dev.faultline.aggregator.topology.TopologyListener;
import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;

/** Does something at each tenth of a run. */
final class Tenths implements TopologyListener {

  private final TopologyListener metrics;
  private final long startMicros;
  private final long endMicros;
  private final Runnable action;
  private int tenth = 1;

  Tenths(TopologyListener metrics, long startMicros, long endMicros, Runnable action) {
    this.metrics = metrics;
    this.startMicros = startMicros;
    this.endMicros = endMicros;
    this.action = action;
  }

  @Override
  public synchronized void emitted(WindowRecord record) {
    metrics.emitted(record);
    if (record instanceof RunProgress progress
        && progress.watermarkMicros() >= startMicros + (endMicros - startMicros) * tenth / 10
        && tenth <= 10) {
      tenth++;
      action.run();
    }
  }

  @Override
  public void left(RunId runId) {
    metrics.left(runId);
  }

  @Override
  public void notCounted(Acceptance why) {
    metrics.notCounted(why);
  }

  @Override
  public void undecodable() {
    metrics.undecodable();
  }
}
