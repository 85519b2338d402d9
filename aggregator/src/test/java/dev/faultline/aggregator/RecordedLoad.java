package dev.faultline.aggregator;

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
 * What the shards of one run write to {@code faultline.results}, in quarters of a second: for each
 * of the {@link RecordedShard}s its progress and its results.
 */
public final class RecordedLoad {

  private final RunId runId;
  private final List<List<ResultRecord>> quarters = new ArrayList<>();

  public RecordedLoad(RunId runId, int shards, int seconds, int resultsPerQuarter, long seed) {
    this.runId = runId;
    Random random = new Random(seed);
    List<RecordedShard> recorded = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      recorded.add(new RecordedShard(new LoadScript(runId, shard, shards), 4 * seconds, random));
    }
    for (int quarter = 0; quarter <= 4 * seconds; quarter++) {
      List<ResultRecord> records = new ArrayList<>();
      for (RecordedShard each : recorded) {
        records.addAll(each.quarter(quarter, resultsPerQuarter));
      }
      quarters.add(records);
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
