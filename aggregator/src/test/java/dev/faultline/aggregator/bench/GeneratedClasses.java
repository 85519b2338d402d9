package dev.faultline.aggregator.bench;

import dev.faultline.schemas.avro.RequestResult;
import dev.faultline.schemas.avro.ShardProgress;

/** Reads values into the classes that Avro generates, and does nothing with them. */
final class GeneratedClasses implements ConsumerPass.Reader {

  private final AvroReader<RequestResult> results =
      new AvroReader<>(RequestResult.getClassSchema());
  private final AvroReader<ShardProgress> progress =
      new AvroReader<>(ShardProgress.getClassSchema());

  @Override
  public void read(byte[] value) {
    if (results.reads(value)) {
      results.read(value);
    } else {
      progress.read(value);
    }
  }
}
