package dev.faultline.schemas.mapping;

import dev.faultline.core.run.RunId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** A run's UUID as its 16 bytes, most significant first. */
final class RunIdMapping {

  private RunIdMapping() {}

  static dev.faultline.schemas.avro.RunId toAvro(RunId id) {
    byte[] bytes = new byte[16];
    ByteBuffer.wrap(bytes)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits());
    return new dev.faultline.schemas.avro.RunId(bytes);
  }

  static RunId toDomain(dev.faultline.schemas.avro.RunId id) {
    ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
    return new RunId(new UUID(bytes.getLong(), bytes.getLong()));
  }
}
