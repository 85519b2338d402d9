package dev.faultline.aggregator.bench;

import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hands each record to the producer when its time has come, as a generator does. */
final class LiveFeed implements Load.Sink {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final ResultLog log;
  private final int lastShard;
  private final Clock clock = Clock.system();
  private final Map<Long, Long> handed = new HashMap<>();
  private final Runnable warm;
  private final long warmMicros;
  private boolean measuring;

  /**
   * @param warm called once, when that time has come
   */
  LiveFeed(ResultLog log, Load load, Runnable warm, long warmMicros) {
    this.log = log;
    this.warm = warm;
    this.warmMicros = warmMicros;
    lastShard = load.shards() - 1;
  }

  /** {@link System#nanoTime()} at which the last shard told each watermark. */
  Map<Long, Long> handed() {
    return handed;
  }

  @Override
  public void result(int shard, long completedMicros, byte[] value) {
    await(completedMicros);
    log.result(shard, completedMicros, value);
  }

  @Override
  public void progress(ShardProgress progress) {
    await(progress.watermarkMicros());
    if (progress.shard() == lastShard) {
      handed.put(progress.watermarkMicros(), System.nanoTime());
    }
    log.progress(progress);
  }

  private void await(long micros) {
    while (clock.epochMicros() < micros) {
      LockSupport.parkNanos(PAUSE);
    }
    if (!measuring && micros >= warmMicros) {
      measuring = true;
      warm.run();
    }
  }
}
