package dev.faultline.aggregator.bench;

import dev.faultline.aggregator.window.Shard;
import dev.faultline.aggregator.window.ShardKey;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.schemas.Topics;
import java.util.HashMap;
import java.util.Map;

/** The aggregator's first stage without Kafka Streams; what it closes is counted and forgotten. */
final class Reducer implements ConsumerPass.Reader {

  private final long expected;
  private final Map<ShardKey, Shard> shards = new HashMap<>();
  private long counted;

  Reducer(long expected) {
    this.expected = expected;
  }

  @Override
  public void read(byte[] value) {
    ResultRecord result = Topics.RESULTS.codec().decode(value);
    Shard shard = shards.computeIfAbsent(ShardKey.of(result), Shard::new);
    switch (result) {
      case RequestResult request -> shard.accept(request);
      case ShardProgress progress -> shard.accept(progress, this::count);
    }
  }

  private void count(ShardReport.Reached report) {
    if (report instanceof ShardReport.Closed window) {
      counted += window.cells().completed();
    }
  }

  @Override
  public void verify() {
    Verified.equal("results in the windows", expected, counted);
  }
}
