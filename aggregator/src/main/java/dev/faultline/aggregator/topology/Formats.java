package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RunMerge;
import dev.faultline.aggregator.window.Shard;
import dev.faultline.aggregator.window.ShardKey;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Codec;
import java.util.UUID;

/** The formats of the aggregator's own topics. */
final class Formats {

  static final Codec<ShardKey> SHARD_KEY =
      new BinaryCodec<>((out, key) -> key.writeTo(out), ShardKey::readFrom);

  static final Codec<Shard> SHARD =
      new BinaryCodec<>((out, shard) -> shard.writeTo(out), Shard::readFrom);

  static final Codec<ShardReport> SHARD_REPORT =
      new BinaryCodec<>(ShardReport::write, ShardReport::read);

  static final Codec<RunId> RUN_ID =
      new BinaryCodec<>(
          (out, runId) -> {
            out.writeLong(runId.value().getMostSignificantBits());
            out.writeLong(runId.value().getLeastSignificantBits());
          },
          in -> new RunId(new UUID(in.readLong(), in.readLong())));

  static final Codec<RunMerge> RUN_MERGE =
      new BinaryCodec<>((out, run) -> run.writeTo(out), RunMerge::readFrom);

  private Formats() {}
}
