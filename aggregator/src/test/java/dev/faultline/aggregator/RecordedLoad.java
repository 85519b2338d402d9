package dev.faultline.aggregator;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the shards of one run write to {@code faultline.results}, in quarters of a second: results
 * with losses, repeats and late ones, and after them the progress.
 */
public final class RecordedLoad {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final RunId runId;
  private final List<List<ResultRecord>> quarters = new ArrayList<>();

  public RecordedLoad(RunId runId, int shards, int seconds, int resultsPerQuarter, long seed) {
    this.runId = runId;
    Random random = new Random(seed);
    List<LoadScript> scripts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      scripts.add(new LoadScript(runId, shard, shards));
    }
    for (int quarter = 0; quarter <= 4 * seconds; quarter++) {
      List<ResultRecord> records = new ArrayList<>();
      for (LoadScript script : scripts) {
        addQuarter(records, script, quarter, 4 * seconds, resultsPerQuarter, random);
      }
      quarters.add(records);
    }
  }

  private static void addQuarter(
      List<ResultRecord> records,
      LoadScript script,
      int quarter,
      int last,
      int results,
      Random random) {
    long from = 250L * quarter;
    records.add(quarter == last ? script.finish(from + 10) : script.progress(from));
    for (int i = 0; i < results && quarter < last; i++) {
      if (random.nextInt(50) == 0) {
        script.lose(1);
      }
      long age = random.nextInt(200) == 0 ? 2000 : 0;
      RequestResult result =
          script.result(
              LoadScript.STEPS.get(random.nextInt(LoadScript.STEPS.size())),
              from + random.nextInt(250) - age,
              1 + (long) (20_000 * Math.exp(random.nextGaussian())),
              OUTCOMES[random.nextInt(OUTCOMES.length)]);
      records.add(result);
      if (random.nextInt(50) == 0) {
        records.add(result);
      }
    }
  }

  public RunId runId() {
    return runId;
  }

  /** How many quarters of a second there are, the end among them. */
  public int quarters() {
    return quarters.size();
  }

  /** The records of one quarter, ready to be sent. */
  public List<ProducerRecord<String, ResultRecord>> quarter(int index) {
    return quarters.get(index).stream().map(RecordedLoad::toSend).toList();
  }

  private static ProducerRecord<String, ResultRecord> toSend(ResultRecord record) {
    long micros =
        switch (record) {
          case RequestResult result -> result.completedMicros();
          case ShardProgress progress -> progress.watermarkMicros();
        };
    return Topics.RESULTS.record(Topics.shardKey(record.runId(), record.shard()), record, micros);
  }
}
