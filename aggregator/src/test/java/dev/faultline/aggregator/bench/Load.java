package dev.faultline.aggregator.bench;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the shards of one run write: results evenly spread over event time and shards, and every 250
 * ms each shard's progress. The same load gives the same bytes.
 *
 * @param rate results per second, over all shards
 * @param results how many there are in all
 * @param startMicros begin of the run, microseconds since the epoch, a whole second
 */
record Load(RunId run, int shards, int rate, long results, long startMicros) {

  static final RunId RUN = RunId.parse("019b76da-a800-7123-8abc-0123456789ab");

  /** 2026-01-01T00:00:00Z. */
  static final long NEW_YEAR = 1_767_225_600_000_000L;

  private static final long QUARTER = TimeUnit.MILLISECONDS.toMicros(250);
  private static final int IN_FLIGHT = 8;

  /** Takes the records in the order in which they are to be written. */
  interface Sink {

    void result(int shard, long completedMicros, byte[] value);

    void progress(ShardProgress progress);
  }

  static Load recorded(int shards, int rate, long results) {
    return new Load(RUN, shards, rate, results, NEW_YEAR);
  }

  /** Length of the run in seconds. */
  long seconds() {
    return Math.ceilDiv(results, rate);
  }

  void writeTo(Sink sink) {
    ResultBytes bytes = new ResultBytes(run, shards);
    long watermark = startMicros + QUARTER;
    for (long i = 0; i < results; i++) {
      long completed = startMicros + i * TimeUnit.SECONDS.toMicros(1) / rate;
      for (; watermark <= completed; watermark += QUARTER) {
        progress(sink, watermark, i, false);
      }
      int shard = (int) (i % shards);
      sink.result(shard, completed, bytes.encode(shard, i / shards + 1, completed));
    }
    progress(sink, watermark, results, true);
  }

  private void progress(Sink sink, long watermark, long written, boolean finished) {
    for (int shard = 0; shard < shards; shard++) {
      long lastSeq = (written - shard + shards - 1) / shards;
      sink.progress(
          new ShardProgress(
              run,
              shard,
              shards,
              0,
              lastSeq,
              watermark,
              finished,
              Names.SCENARIOS.stream().map(name -> counts(name, lastSeq, finished)).toList(),
              GeneratorHealth.PERFECT));
    }
  }

  private static ScenarioProgress counts(String scenario, long results, boolean finished) {
    List<String> steps = Names.steps(scenario);
    long completed = results / Names.SCENARIOS.size() / steps.size();
    long inFlight = finished ? 0 : IN_FLIGHT;
    long started = completed + inFlight;
    return new ScenarioProgress(
        scenario, steps, started, started, completed, 0, inFlight, inFlight * 1_000);
  }
}
