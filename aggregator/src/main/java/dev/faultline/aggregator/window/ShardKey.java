package dev.faultline.aggregator.window;

import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which slice of which run. */
public record ShardKey(RunId runId, int shard) {

  /** The shard that wrote the record. */
  public static ShardKey of(ResultRecord result) {
    return new ShardKey(result.runId(), result.shard());
  }

  /** Writes it so that {@link #readFrom} can read it. */
  public void writeTo(DataOutput out) throws IOException {
    Wire.writeRunId(out, runId);
    out.writeInt(shard);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static ShardKey readFrom(DataInput in) throws IOException {
    return new ShardKey(Wire.readRunId(in), in.readInt());
  }
}
