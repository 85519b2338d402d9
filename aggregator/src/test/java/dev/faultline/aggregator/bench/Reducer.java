package dev.faultline.aggregator.bench;

import dev.faultline.aggregator.window.Shard;
import dev.faultline.aggregator.window.ShardKey;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.ResultCursor;
import dev.faultline.schemas.Topics;
import java.util.HashMap;
import java.util.Map;

/** The aggregator's first stage without Kafka Streams; what it closes is counted and forgotten. */
final class Reducer implements ConsumerPass.Reader {

  private final long expected;
  private final ResultCursor result = new ResultCursor();
  private final Map<ShardKey, Shard> shards = new HashMap<>();
  private ShardKey currentKey;
  private Shard current;
  private long counted;

  Reducer(long expected) {
    this.expected = expected;
  }

  @Override
  public void read(byte[] value) {
    if (result.moveTo(value, 0, value.length)) {
      shard(result.runId(), result.shard()).accept(result);
    } else if (Topics.RESULTS.codec().decode(value) instanceof ShardProgress progress) {
      shard(progress.runId(), progress.shard()).accept(progress, this::count);
    }
  }

  private Shard shard(RunId runId, int shard) {
    if (currentKey == null || currentKey.shard() != shard || !currentKey.runId().equals(runId)) {
      currentKey = new ShardKey(runId, shard);
      current = shards.computeIfAbsent(currentKey, Shard::new);
    }
    return current;
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
