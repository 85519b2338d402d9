package dev.faultline.generator.sink;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.ResultListener;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Numbers a shard's results and puts them, with its progress between them, into the buffer. What
 * the buffer has no room for keeps its number, so the gap can be seen. On the event loop only.
 */
public final class ShardRecorder implements ResultListener {

  private final ShardId id;
  private final ResultBuffer buffer;
  private final DoubleSupplier spillFill;
  private long lastSeq;
  private long unreported;

  /** All that was completed before this time is said to be in the buffer. */
  private long toldMicros = Long.MIN_VALUE;

  /**
   * @param buffer takes what is recorded
   * @param spillFill how full the disk space of whoever empties the buffer is, 0 to 1
   */
  public ShardRecorder(ShardId id, ResultBuffer buffer, DoubleSupplier spillFill) {
    this.id = id;
    this.buffer = buffer;
    this.spillFill = spillFill;
  }

  /** Whose results it numbers. */
  public ShardId id() {
    return id;
  }

  @Override
  public void measured(
      String scenario, String step, long intendedStartMicros, Measurement measurement) {
    lastSeq++;
    // Drivers with threads of their own look at the clock before the loop does, and come after it.
    long completedMicros = Math.max(measurement.completedMicros(), toldMicros);
    boolean kept =
        buffer.offer(
            new RequestResult(
                id.runId(),
                id.shard(),
                id.epoch(),
                lastSeq,
                scenario,
                step,
                intendedStartMicros,
                measurement.sentMicros() - intendedStartMicros,
                completedMicros - measurement.sentMicros(),
                measurement.outcome(),
                measurement.status(),
                measurement.error(),
                measurement.bytesSent(),
                measurement.bytesReceived()));
    if (!kept) {
      unreported++;
    }
  }

  /**
   * Says how far the shard has come.
   *
   * @param maxSchedulingLagMicros since the last progress that was kept
   * @return false when the buffer has no room; a later progress says all that this one would have
   */
  public boolean progress(
      long watermarkMicros,
      boolean finished,
      List<ScenarioProgress> scenarios,
      long maxSchedulingLagMicros) {
    toldMicros = watermarkMicros;
    return buffer.offer(
        new ShardProgress(
            id.runId(),
            id.shard(),
            id.shardCount(),
            id.epoch(),
            lastSeq,
            watermarkMicros,
            finished,
            scenarios,
            new GeneratorHealth(
                maxSchedulingLagMicros, buffer.fill(), unreported, spillFill.getAsDouble())));
  }
}
