package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Leaves the values of some topics where the consumer has put them, as buffers; those of others are
 * arrays. Not thread-safe.
 */
final class ValueDeserializer implements Deserializer<Object> {

  private final TopicChoice inPlace;

  ValueDeserializer(Set<String> inPlace) {
    this.inPlace = new TopicChoice(inPlace);
  }

  /** The form that the consumer calls; the other would have copied the value already. */
  @Override
  public Object deserialize(String topic, Headers headers, ByteBuffer value) {
    return inPlace.contains(topic) ? value : Utils.toNullableArray(value);
  }

  @Override
  public Object deserialize(String topic, byte[] value) {
    return inPlace.contains(topic) ? Utils.wrapNullable(value) : value;
  }
}
