package dev.faultline.schemas.mapping;

import dev.faultline.schemas.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

final class DeadLetterMapping {

  static final Mapping<DeadLetter, dev.faultline.schemas.avro.DeadLetter> MAPPING =
      new Mapping<>(
          DeadLetter.class,
          dev.faultline.schemas.avro.DeadLetter.getClassSchema(),
          DeadLetterMapping::toAvro,
          DeadLetterMapping::toDomain);

  private DeadLetterMapping() {}

  private static dev.faultline.schemas.avro.DeadLetter toAvro(DeadLetter letter) {
    return new dev.faultline.schemas.avro.DeadLetter(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.error(),
        ByteBuffer.wrap(letter.value().get()));
  }

  private static DeadLetter toDomain(dev.faultline.schemas.avro.DeadLetter avro) {
    return new DeadLetter(
        avro.getTopic(),
        avro.getPartition(),
        avro.getOffset(),
        avro.getError(),
        Bytes.wrap(ByteBuffers.bytes(avro.getValue())));
  }
}
