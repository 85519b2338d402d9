package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Leaves out the keys of some topics, which nobody would look at. Not thread-safe. */
final class KeyDeserializer extends ByteArrayDeserializer {

  private final Set<String> without;

  /** The topic of the record before, that the next one mostly is of, too. */
  private String latest;

  private boolean latestWithout;

  KeyDeserializer(Set<String> without) {
    this.without = without;
  }

  /** The form that the consumer calls; the other would have copied the key already. */
  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer key) {
    if (!topic.equals(latest)) {
      latest = topic;
      latestWithout = without.contains(topic);
    }
    return latestWithout ? null : super.deserialize(topic, headers, key);
  }
}
