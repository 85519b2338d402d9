package dev.faultline.aggregator;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run of many series: what its shards write, one quarter of a second after the other, and how
 * many results they wrote for each second.
 */
final class BusyRun {

  static final int SCENARIOS = 20;
  static final int STEPS = 5;
  static final int SERIES = SCENARIOS * STEPS;

  private static final int QUARTERS = 4;
  private static final int QUARTER_MICROS = 250_000;
  private static final GeneratorHealth HEALTH = new GeneratorHealth(900, 0.1, 0, 0);

  private final RunId runId;
  private final long startMicros;
  private final int seconds;
  private final long[] lastSeq;
  private final long[] sent;
  private final Random random;

  /**
   * @param startMicros a whole second, microseconds since the epoch
   */
  BusyRun(RunId runId, int shards, long startMicros, int seconds, long seed) {
    this.runId = runId;
    this.startMicros = startMicros;
    this.seconds = seconds;
    lastSeq = new long[shards];
    sent = new long[seconds];
    random = new Random(seed);
  }

  RunId runId() {
    return runId;
  }

  /** How many results completed in each second, by second since the start. */
  long[] sent() {
    return sent;
  }

  /** Of all shards: a result for every second series, then the progress. */
  List<ProducerRecord<String, ResultRecord>> quarter(int index) {
    long from = startMicros + (long) index * QUARTER_MICROS;
    List<ProducerRecord<String, ResultRecord>> records = new ArrayList<>();
    for (int shard = 0; shard < lastSeq.length; shard++) {
      String key = Topics.shardKey(runId, shard);
      for (int series = index % 2; series < SERIES; series += 2) {
        long completed = from + random.nextInt(QUARTER_MICROS);
        records.add(Topics.RESULTS.record(key, result(shard, series, completed), completed));
        sent[index / QUARTERS]++;
      }
      long watermark = from + QUARTER_MICROS;
      boolean finished = index == QUARTERS * seconds - 1;
      records.add(Topics.RESULTS.record(key, progress(shard, watermark, finished), watermark));
    }
    return records;
  }

  private RequestResult result(int shard, int series, long completedMicros) {
    long service = (long) (20_000 * Math.exp(random.nextGaussian()));
    long sinceStart = completedMicros - startMicros;
    return new RequestResult(
        runId,
        shard,
        0,
        ++lastSeq[shard],
        scenario(series / STEPS),
        step(series % STEPS),
        completedMicros - Math.min(service, sinceStart),
        0,
        Math.min(service, sinceStart),
        Outcome.OK,
        200,
        "",
        100,
        1_000);
  }

  private ShardProgress progress(int shard, long watermark, boolean finished) {
    return new ShardProgress(
        runId,
        shard,
        lastSeq.length,
        0,
        lastSeq[shard],
        watermark,
        finished,
        IntStream.range(0, SCENARIOS).mapToObj(this::progressOf).toList(),
        HEALTH);
  }

  private ScenarioProgress progressOf(int scenario) {
    List<String> steps =
        Stream.iterate(0, step -> step + 1).limit(STEPS).map(BusyRun::step).toList();
    return new ScenarioProgress(scenario(scenario), steps, 1, 1, 0, 0, 1, 0);
  }

  private static String scenario(int index) {
    return "scenario-" + index;
  }

  private static String step(int index) {
    return "step-" + index;
  }
}
