package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Leaves out the keys of some topics, which nobody would look at. */
final class KeyDeserializer extends ByteArrayDeserializer {

  private final Set<String> without;

  KeyDeserializer(Set<String> without) {
    this.without = without;
  }

  /** The form that the consumer calls; the other would have copied the key already. */
  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer key) {
    return without.contains(topic) ? null : super.deserialize(topic, headers, key);
  }
}
