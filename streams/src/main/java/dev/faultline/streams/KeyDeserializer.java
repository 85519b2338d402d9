package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Leaves out the keys of some topics, which nobody would look at. Not thread-safe. */
final class KeyDeserializer extends ByteArrayDeserializer {

  private final TopicChoice without;

  KeyDeserializer(Set<String> without) {
    this.without = new TopicChoice(without);
  }

  /** The form that the consumer calls; the other would have copied the key already. */
  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer key) {
    return without.contains(topic) ? null : super.deserialize(topic, headers, key);
  }
}
